// Package frontend holds the built pages as files: index.html and assets/.
//
// The folder dist is made by `npm run build` and is not committed. Without it
// the program still builds, and says that its pages are missing.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var files embed.FS

// Dist is the root of the built pages; index.html stands in it after a build.
func Dist() fs.FS {
	sub, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // "dist" is a constant and always embedded
	}
	return sub
}
