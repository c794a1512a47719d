package cli

import (
	"flag"
	"fmt"
	"strings"
)

func fontCommands() []command {
	return []command{
		{path: "font list", about: "文书用的字体、覆盖的字数，以及找到而没有用的", need: signedIn, setup: plain(listFonts)},
		{path: "font sheet", args: "--out 文件.pdf", about: "制作字体测试页", must: "out", need: signedIn, setup: fontSheet},
		{path: "font add", args: "字体文件 --role 仿宋|标题|黑|楷|生僻字", about: "添加字体作一种用途；已制作的文书不变", min: 1, max: 1, must: "role", need: signedIn, setup: addFont},
		{path: "font remove", args: "仿宋|标题|黑|楷|生僻字", about: "移除为一种用途添加的字体", min: 1, max: 1, need: signedIn, setup: plain(removeFont)},
		{path: "font licence", about: "程序自带字体的授权文本", need: signedIn, setup: plain(fontLicence)},
	}
}

func listFonts(c *call) error {
	list, err := c.sv.Workspace.Fonts(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, r := range list.Roles {
		rows = append(rows, []string{r.Role, r.Face, r.Use, ""})
	}
	for _, f := range list.Faces {
		parts := []string{}
		for _, b := range f.Blocks {
			parts = append(parts, fmt.Sprintf("%s %d/%d", b.Name, b.Have, b.Of))
		}
		name := f.File
		if f.Added {
			name += "（添加的）"
		}
		said := strings.Join(parts, "；")
		if f.Rejected != "" {
			said = "没有用：" + f.Rejected
		}
		rows = append(rows, []string{f.Role, name, fmt.Sprintf("共 %d 字", f.Coverage), said})
	}
	return c.table(list, []string{"用途", "字体", "说明", "覆盖"}, rows)
}

func fontSheet(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Workspace.SaveFontSheet(c.ctx, c.a, *out); err != nil {
			return err
		}
		return c.show(struct {
			Path string `json:"path"`
		}{*out}, "字体测试页已写入 %s", *out)
	}
}

func addFont(f *flag.FlagSet) action {
	role := f.String("role", "", "")
	return func(c *call) error {
		if err := c.sv.Workspace.AddFont(c.ctx, c.a, c.args[0], *role); err != nil {
			return err
		}
		return listFonts(c)
	}
}

func removeFont(c *call) error {
	if err := c.sv.Workspace.RemoveFont(c.ctx, c.a, c.args[0]); err != nil {
		return err
	}
	return listFonts(c)
}

func fontLicence(c *call) error {
	text, err := c.sv.Workspace.FontLicences(c.ctx, c.a)
	if err != nil {
		return err
	}
	return c.show(text, "%s", text)
}
