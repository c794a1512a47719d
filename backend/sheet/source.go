package sheet

import (
	"context"
	"errors"
)

type cellKind uint8

const (
	blankCell cellKind = iota
	textCell
	numberCell
	dateCell // text is 2006-01-02, with 15:04:05 when there is a time of day
	boolCell
	errorCell      // #N/A and the like
	uncomputedCell // a formula without a stored result
)

type cell struct {
	text string
	kind cellKind
}

// span is a merged range; all numbers are 1-based and inclusive.
type span struct{ top, left, bottom, right int }

// source is an open table file of any format.
type source interface {
	// sheets names the visible sheets in order; CSV has the one sheet "".
	sheets() []string
	// rows calls fn for every stored row from the top; no is 1-based and may
	// jump. cells is valid during the call only. Stops at the first error.
	rows(sheet string, fn func(no int, cells []cell) error) error
	// merges lists the merged ranges of a sheet.
	merges(sheet string) ([]span, error)
	Close() error
}

// MaxRows and maxColumns are the limits of an Excel sheet.
const (
	MaxRows    = 1_048_576
	maxColumns = 16_384
)

// errStop ends a walk early without being an error.
var errStop = errors.New("stop")

// walk is source.rows with cancellation, errStop handled, and trailing blank
// cells and wholly blank rows left out.
func walk(ctx context.Context, src source, sheet string, fn func(no int, cells []cell) error) error {
	seen := 0
	err := src.rows(sheet, func(no int, cells []cell) error {
		if seen++; seen%256 == 1 && ctx.Err() != nil {
			return canceled(ctx)
		}
		n := len(cells)
		for n > 0 && cells[n-1].kind != uncomputedCell && trim(cells[n-1].text) == "" {
			n--
		}
		if n == 0 {
			return nil
		}
		return fn(no, cells[:n])
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}
