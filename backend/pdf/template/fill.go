package template

// Fill replaces every {key} of a sentence by what value says.
func Fill(text string, value func(key string) string) string {
	return hole.ReplaceAllStringFunc(text, func(m string) string { return value(m[1 : len(m)-1]) })
}

// Slots reads a row of blanks of a template that was read without an error.
func Slots(row string) []Slot {
	r := reader{}
	return r.slots("", row)
}
