package template

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed kinds/*.yaml
var files embed.FS

// order is how the built-in kinds are shown: as they are met in the work.
var order = strings.Fields(`inspection-notice order-to-correct order-to-stop transfer rights-notice check-record result-sheet statement-record measure-record interview
	rectify-notice rectify-extension rectify-review result-letter service-receipt
	preserve-decision register-list sampling-list evidence-request edata-record penalty-notice-record spot-penalty
	copy-letter venue-record
	dispatch-sheet exception-register replace-approval recusal-request recusal-decision commission expert-adoption
	publish-approval correct-approval review-register review-decision review-feedback`)

// Builtin are the templates that come with the program.
var Builtin = sync.OnceValues(func() ([]*Form, error) {
	names, err := fs.Glob(files, "kinds/*.yaml")
	if err != nil {
		return nil, err
	}
	var list []*Form
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		t, err := Read(text)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	place := func(t *Form) int {
		if i := slices.Index(order, string(t.Kind)); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(list, func(a, b *Form) int { return place(a) - place(b) })
	return list, nil
})

// Starter is what a form of the bureau's own begins with.
//
//go:embed starter.yaml
var Starter string

// Letter tells whether a form is a letter or a decision: written to somebody and
// sealed, not signed page by page.
func (f *Form) Letter() bool {
	return f.Strip == nil && f.Sheet == "" && slices.ContainsFunc(f.Body, func(b Block) bool { return b.Closing != "" })
}
