package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shuangsuiji/backend/inspect"
)

// maxFile bounds the file itself, on disk.
const maxFile = 512 << 20

// open decides by content what a file is and opens it for reading.
func open(path string) (source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	src, err := sniff(f, path)
	if err != nil {
		f.Close()
		return nil, err
	}
	return src, nil
}

func sniff(f *os.File, path string) (source, error) {
	name := filepath.Base(path)
	info, err := f.Stat()
	if err != nil {
		return nil, openError(path, err)
	}
	if info.IsDir() {
		return nil, notSheet(name, "文件夹")
	}
	if info.Size() == 0 {
		return nil, inspect.E(inspect.Invalid, "文件“%s”是空的（0 字节）", name).WithRef(path).
			WithHint("请检查是否复制完整，重新导出后再导入")
	}
	if info.Size() > maxFile {
		return nil, inspect.E(inspect.Unsupported, "文件“%s”超过 512 MB", name).WithRef(path).
			WithHint("请拆成几个文件后分别导入")
	}
	head := make([]byte, 4096)
	n, err := f.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, openError(path, err)
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openXLSX(f, info.Size(), name)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return openXLS(f, info.Size(), name)
	}
	if what := foreign(head); what != "" {
		return nil, notSheet(name, what)
	}
	return openCSV(f, name)
}

// signatures of files that people pick by mistake or that are called .xls
// although they are not.
var signatures = []struct{ prefix, what string }{
	{"%PDF", "PDF 文件"},
	{"\xff\xd8\xff", "JPEG 图片"},
	{"\x89PNG", "PNG 图片"},
	{"GIF8", "GIF 图片"},
	{"Rar!", "RAR 压缩包"},
	{"7z\xbc\xaf\x27\x1c", "7z 压缩包"},
	{"MZ", "程序文件"},
	{"SQLite format 3", "数据库文件"},
	{"{\\rtf", "RTF 文档"},
	{"\xff\xfe", "UTF-16 编码的文本"},
	{"\xfe\xff", "UTF-16 编码的文本"},
	{"<!doctype html", "网页（HTML）"},
	{"<html", "网页（HTML）"},
	{"<table", "网页（HTML）"},
	{"<?xml", "XML 文件"},
	{"<", "网页或 XML 文件"},
	{"{\"", "JSON 文件"},
	{"[{", "JSON 文件"},
}

// foreign names what a file is when it is neither a workbook nor text.
func foreign(head []byte) string {
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.prefix)) || bytes.HasPrefix(text, []byte(s.prefix)) {
			return s.what
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return "二进制文件"
	}
	return ""
}

func notSheet(name, what string) *inspect.Error {
	return inspect.E(inspect.Unsupported, "“%s”不是表格文件，它的内容是%s", name, what).WithRef(name).
		WithHint("请用 Excel 或 WPS 打开后另存为 .xlsx，再导入另存的文件")
}

func openError(path string, err error) *inspect.Error {
	name := filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return inspect.E(inspect.NotFound, "找不到文件“%s”", name).WithRef(path).
			WithHint("请检查文件是否已被移动或改名").Because(err)
	case errors.Is(err, fs.ErrPermission):
		return inspect.E(inspect.Storage, "没有权限读取文件“%s”", name).WithRef(path).
			WithHint("请复制到本人的文件夹后再导入").Because(err)
	default:
		return inspect.E(inspect.Storage, "读取文件“%s”失败", name).WithRef(path).
			WithHint("请检查磁盘或 U 盘是否正常，关闭正在打开它的程序后重试").Because(err)
	}
}

func damaged(name, where string, err error) *inspect.Error {
	return inspect.E(inspect.Damaged, "文件“%s”已损坏：%s", name, where).WithRef(name).
		WithHint("请向提供者重新索取，或用 Excel、WPS 打开并修复、另存后再导入").Because(err)
}

func encrypted(name string) *inspect.Error {
	return inspect.E(inspect.Unsupported, "工作簿“%s”设了打开密码，读不出内容", name).WithRef(name).
		WithHint("请用 Excel 或 WPS 输入密码打开，去掉密码另存后再导入")
}

func tooLarge(name string) *inspect.Error {
	return inspect.E(inspect.Damaged, "文件“%s”解压后异常巨大，可能是恶意文件，已拒绝读取", name).WithRef(name).
		WithHint("请确认来源；确是表格时，用 Excel 打开，删去多余的空白行列后另存再导入")
}

func tooManyRows(name string) *inspect.Error {
	return inspect.E(inspect.Invalid, "文件“%s”超过 %d 行", name, MaxRows).WithRef(name).
		WithHint("请拆成几个文件后分别导入")
}

func canceled(ctx context.Context) *inspect.Error {
	return inspect.E(inspect.Canceled, "已取消，没有导入任何内容").Because(context.Cause(ctx))
}
