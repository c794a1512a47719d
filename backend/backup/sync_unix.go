//go:build unix

package backup

import (
	"errors"
	"os"
)

// syncDir makes a rename in dir durable.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return failed(dir, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return failed(dir, err)
	}
	return nil
}
