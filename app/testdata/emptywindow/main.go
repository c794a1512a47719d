//go:build desktop

// Command emptywindow is the smallest Wails program that shows a page and hears
// from it: what scripts/start_bench.sh compares the start of our window with.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

// Page is what the page calls.
type Page struct{}

// Shown hears that the page was painted.
func (Page) Shown() { fmt.Println("shown") }

const html = `<!doctype html><meta charset="utf-8"><title>空</title><body>空窗口
<script>requestAnimationFrame(() => requestAnimationFrame(() => window.go.main.Page.Shown()))</script>`

func main() {
	err := wails.Run(&options.App{
		Title: "空窗口", Width: 1366, Height: 768, Bind: []any{&Page{}},
		AssetServer: &assetserver.Options{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = fmt.Fprint(w, html)
		})},
		OnStartup: func(context.Context) {},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
