// Command shuangsuiji is the desktop program for 双随机、一公开 inspection.
// Built with the window's tags it opens a window when started without
// arguments; built without tags it is a console program.
package main

import (
	"os"

	"shuangsuiji/app/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:]))
}
