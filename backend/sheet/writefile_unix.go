//go:build unix

package sheet

import (
	"errors"
	"os"
	"syscall"
)

// syncDir makes a rename survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isInUse(err error) bool { return errors.Is(err, syscall.ETXTBSY) }
