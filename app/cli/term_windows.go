package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

func terminal(f *os.File) bool {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(f.Fd()), &mode) == nil
}

// hideInput stops the console from showing what is typed until show is called.
func hideInput(f *os.File) (show func(), err error) {
	h := windows.Handle(f.Fd())
	var before uint32
	if err := windows.GetConsoleMode(h, &before); err != nil {
		return nil, err
	}
	if err := windows.SetConsoleMode(h, before&^windows.ENABLE_ECHO_INPUT); err != nil {
		return nil, err
	}
	return func() { windows.SetConsoleMode(h, before) }, nil // the console that took one setting takes it back
}

const codePageUTF8 = 65001

// utf8Console makes the console show our bytes as UTF-8 until restore is
// called. Without a console (output in a file) there is nothing to set.
func utf8Console() (restore func()) {
	before, err := windows.GetConsoleOutputCP()
	if err != nil || windows.SetConsoleOutputCP(codePageUTF8) != nil {
		return func() {}
	}
	return func() { windows.SetConsoleOutputCP(before) } // as above
}
