// Package fonts holds the typefaces embedded in the program, packed as blocked
// gzip (see pack.py). make.sh renews them; SHA256SUMS names what each holds.
//
// Noto Sans SC and Noto Serif SC are cut from their releases (SIL OFL 1.1);
// LXGW WenKai is unmodified (SIL OFL 1.1, its name is reserved). The licences
// stand beside the files.
package fonts

import _ "embed"

// File is one embedded face.
type File struct {
	Name    string // file name without .gz
	Licence string
	Data    string // blocked gzip; a string, so that nobody can change it
}

//go:embed NotoSerifSC-Regular.ttf.gz
var serif string

//go:embed NotoSerifSC-Bold.ttf.gz
var serifBold string

//go:embed NotoSansSC-Medium.ttf.gz
var sans string

//go:embed LXGWWenKai-Regular.ttf.gz
var wenkai string

//go:embed SHA256SUMS
var sums string

// The embedded faces: 宋 (text), 宋 bold (titles), 黑 (headings), 楷.
func Serif() File     { return File{"NotoSerifSC-Regular.ttf", "SIL OFL 1.1", serif} }
func SerifBold() File { return File{"NotoSerifSC-Bold.ttf", "SIL OFL 1.1", serifBold} }
func Sans() File      { return File{"NotoSansSC-Medium.ttf", "SIL OFL 1.1", sans} }
func WenKai() File    { return File{"LXGWWenKai-Regular.ttf", "SIL OFL 1.1", wenkai} }

//go:embed NotoSerifSC.OFL.txt
var serifLicence string

//go:embed NotoSansSC.OFL.txt
var sansLicence string

//go:embed LXGWWenKai.copyright.txt
var wenkaiLicence string

// Licences are the licence texts of all embedded faces.
func Licences() string {
	return "Noto Serif SC\n\n" + serifLicence + "\n\nNoto Sans SC\n\n" + sansLicence + "\n\nLXGW WenKai\n\n" + wenkaiLicence
}

// Sums is the text of SHA256SUMS: the digests of the unpacked files.
func Sums() string { return sums }
