//go:build desktop || bindings || dev

package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"shuangsuiji/frontend"
)

// HasWindow says whether this build can open a window.
const HasWindow = true

const windowTitle = "双随机执法检查"

// Window opens the window on a workspace and returns when it was closed.
// Nothing is read or written before wails.Run: generating bindings runs up to
// there.
func Window(o Options) error {
	h := &windowHost{started: make(chan struct{})}
	s := newSession(h)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return wails.Run(&options.App{
		Title:     windowTitle,
		Width:     1366,
		Height:    768,
		MinWidth:  1024,
		MinHeight: 640,
		Menu:      h.menu(),
		Bind:      Bound(s),
		AssetServer: &assetserver.Options{
			Assets:     frontend.Dist(),
			Middleware: windowAssets(frontend.Dist(), s),
		},
		ErrorFormatter: func(err error) any { return formatError(err) },
		SingleInstanceLock: &options.SingleInstanceLock{
			UniqueId:               "shuangsuiji-" + workspaceKey(o.Workspace),
			OnSecondInstanceLaunch: func(options.SecondInstanceData) { h.raise() },
		},
		OnStartup: func(wailsCtx context.Context) {
			h.start(wailsCtx)
			// Why it did not open, the page learns from its first call.
			_ = s.start(ctx, o)
		},
		OnShutdown: func(context.Context) {
			cancel()
			// Every action was committed on its own, and nobody is left to tell.
			_ = s.close()
		},
		Linux: &linux.Options{
			ProgramName:      "shuangsuiji",
			WebviewGpuPolicy: gpuPolicy(o.SafeMode),
		},
		Windows: &windows.Options{
			WebviewGpuIsDisabled: o.SafeMode,
			Messages:             webviewMessages(),
		},
	})
}

func gpuPolicy(safe bool) linux.WebviewGpuPolicy {
	if safe {
		return linux.WebviewGpuPolicyNever
	}
	return linux.WebviewGpuPolicyOnDemand
}

// webviewMessages are what a PC without a usable WebView2 shows.
func webviewMessages() *windows.Messages {
	m := windows.DefaultMessages()
	m.InstallationRequired = "需要安装 WebView2 运行时才能显示窗口。按“确定”安装。"
	m.UpdateRequired = "WebView2 运行时版本过低，需要更新。按“确定”更新。"
	m.MissingRequirements = "缺少运行组件"
	m.Webview2NotInstalled = "本机没有安装 WebView2 运行时"
	m.Error = "出错"
	m.FailedToInstall = "WebView2 没有装成。请联系管理员，或用开始菜单里的“浏览器方式”打开（命令行为 ssj serve --open）。"
	m.DownloadPage = "本程序需要 WebView2 运行时。请用微软的 x64 离线安装包安装，或用开始菜单里的“浏览器方式”打开本程序。"
	m.PressOKToInstall = "按“确定”安装。"
	m.ContactAdmin = "运行本程序需要 WebView2 运行时。如有疑问请联系管理员。"
	m.InvalidFixedWebview2 = "指定的 WebView2 运行时不可用：版本过低或不完整"
	m.WebView2ProcessCrash = "显示组件异常退出，已保存的内容不受影响。请重新打开程序；反复出现时请加 --safe-mode 启动。"
	return m
}

// windowAssets serves media and the pages with the same headers as serve; what
// Wails adds itself (its runtime) goes through.
func windowAssets(pages fs.FS, s *Session) assetserver.Middleware {
	ours := servePages(pages)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasPrefix(r.URL.Path, thumbPath):
				serveThumb(s.openThumb, w, r)
			case strings.HasPrefix(r.URL.Path, mediaPath):
				serveMedia(s.openMedia, w, r)
			case strings.HasPrefix(r.URL.Path, "/wails/"):
				next.ServeHTTP(w, r)
			default:
				ours.ServeHTTP(w, r)
			}
		})
	}
}

// workspaceKey names a workspace in a form every desktop bus accepts.
func workspaceKey(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	sum := sha256.Sum256([]byte(abs))
	return hex.EncodeToString(sum[:8])
}

// windowHost is the window as a session's host.
type windowHost struct {
	started chan struct{} // closed by start
	ctx     context.Context
}

func (h *windowHost) start(ctx context.Context) {
	h.ctx = ctx
	close(h.started)
}

func (h *windowHost) window() bool { return true }

func (h *windowHost) link(path string) string { return path }

func (h *windowHost) emit(name, _ string, payload any) {
	<-h.started
	runtime.EventsEmit(h.ctx, name, payload)
}

func (h *windowHost) pickFile(title string, filter fileFilter) (string, error) {
	return runtime.OpenFileDialog(h.ctx, runtime.OpenDialogOptions{
		Title:            title,
		DefaultDirectory: dialogDir(),
		Filters:          []runtime.FileFilter{{DisplayName: filter.label, Pattern: filter.pattern}},
	})
}

func (h *windowHost) pickSave(title, name string) (string, error) {
	return runtime.SaveFileDialog(h.ctx, runtime.SaveDialogOptions{
		Title:            title,
		DefaultDirectory: dialogDir(),
		DefaultFilename:  name,
	})
}

// dialogDir is where dialogs begin: an existing absolute folder, because the
// native dialogs fail on anything else.
func dialogDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	if docs := filepath.Join(home, "Documents"); isDir(docs) {
		return docs
	}
	return home
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (h *windowHost) raise() {
	<-h.started
	runtime.WindowUnminimise(h.ctx)
	runtime.Show(h.ctx)
}

// menu is the menu bar; what belongs to a stage stands in the page instead.
func (h *windowHost) menu() *menu.Menu {
	bar := menu.NewMenu()
	file := bar.AddSubmenu("文件")
	file.AddText("退出", keys.CmdOrCtrl("q"), func(*menu.CallbackData) { runtime.Quit(h.ctx) })
	view := bar.AddSubmenu("查看")
	view.AddText("重新载入页面", keys.Key("f5"), func(*menu.CallbackData) { runtime.WindowReloadApp(h.ctx) })
	view.AddText("全屏", keys.Key("f11"), func(*menu.CallbackData) { h.toggleFullscreen() })
	return bar
}

func (h *windowHost) toggleFullscreen() {
	if runtime.WindowIsFullscreen(h.ctx) {
		runtime.WindowUnfullscreen(h.ctx)
		return
	}
	runtime.WindowFullscreen(h.ctx)
}
