package app

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/build/fonts"
)

// nonceMark stands in index.html where each answer carries its own nonce.
const nonceMark = "CSP-NONCE"

// missingPages is shown by a program built without its pages.
const missingPages = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>缺少页面</title>
<p>本程序编译时没有包含页面文件。请在 frontend 目录执行 npm ci 与 npm run build，再重新编译。</p></html>`

// policy is the content security policy: everything from ourselves, styles only
// with the nonce that the component library is given, nothing embeds us.
func policy(nonce string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce + "'; " +
		"img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; " +
		"frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// servePages answers with the built pages: / is index.html, the rest by name.
func servePages(pages fs.FS) http.Handler {
	files := http.FileServerFS(pages)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if r.URL.Path == rareFont {
			serveRareFont(w, r)
			return
		}
		if r.URL.Path != "/" && r.URL.Path != "/index.html" {
			h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
			files.ServeHTTP(w, r)
			return
		}
		nonce := rand.Text()
		h.Set("Content-Security-Policy", policy(nonce))
		h.Set("Content-Type", "text/html; charset=utf-8")
		page, err := fs.ReadFile(pages, "index.html")
		switch {
		case errors.Is(err, fs.ErrNotExist):
			page = []byte(missingPages)
		case err != nil:
			http.Error(w, inspect.ForPerson(err).Error(), http.StatusInternalServerError)
			return
		}
		// A failing write means that the reader went away.
		_, _ = w.Write(bytes.ReplaceAll(page, []byte(nonceMark), []byte(nonce)))
	})
}

// rareFont is the address of the face that style.css falls back on for the
// characters of names that a PC's own fonts lack: nobody's name is a box. The
// browser asks for it only where such a character stands.
const rareFont = "/fonts/rare.ttf"

func serveRareFont(w http.ResponseWriter, r *http.Request) {
	face, err := gzip.NewReader(strings.NewReader(fonts.WenKai().Data))
	if err != nil {
		http.Error(w, inspect.ForPerson(err).Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "font/ttf")
	w.Header().Set("Cache-Control", "private, max-age=86400") // it changes with the program only
	if r.Method == http.MethodHead {
		return
	}
	// A failing copy means that the reader went away.
	_, _ = io.Copy(w, face)
}
