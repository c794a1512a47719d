// Package word writes plain documents for Word (.docx): a title, headings,
// paragraphs and tables in the faces and sizes of Chinese official papers, to
// be finished by hand. The same content gives the same bytes.
package word
