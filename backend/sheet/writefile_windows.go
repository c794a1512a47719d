package sheet

import (
	"errors"

	"golang.org/x/sys/windows"
)

func isDiskFull(err error) bool { return errors.Is(err, windows.ERROR_DISK_FULL) }

// isInUse: Excel holds its open file; a rename over it is a sharing violation
// or, with some programs, access denied.
func isInUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
