//go:build !linux && !windows

package cli

import (
	"errors"
	"os"
)

// On other systems the passphrase comes from a file or the environment.

func terminal(*os.File) bool { return false }

func hideInput(*os.File) (func(), error) { return nil, errors.ErrUnsupported }

func utf8Console() (restore func()) { return func() {} }
