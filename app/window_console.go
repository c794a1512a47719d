//go:build !desktop && !bindings && !dev

package app

import "shuangsuiji/backend/inspect"

// HasWindow says whether this build can open a window.
const HasWindow = false

// Window refuses: this build has none.
func Window(Options) error {
	return inspect.E(inspect.Unsupported, "本程序是命令行版，没有窗口").
		WithHint("请运行 ssj serve --open 用浏览器打开；或安装窗口版")
}
