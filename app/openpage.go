package app

import (
	"fmt"
	"io"

	"github.com/pkg/browser"
)

// openPage opens an address in the user's browser and says on out how to stop,
// or to open it by hand where there is no browser to be found.
func openPage(address string, out io.Writer) {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard // the helper's chatter
	text := "页面已在浏览器中打开。关闭本窗口（或按 Ctrl+C）即停止。"
	if browser.OpenURL(address) != nil {
		text = "没有能自动打开浏览器，请把上面的网址复制到浏览器中打开。关闭本窗口（或按 Ctrl+C）即停止。"
	}
	// A failing write means that nobody reads; the page is served all the same.
	_, _ = fmt.Fprintln(out, text)
}
