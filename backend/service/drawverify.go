package service

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/trust"
)

// DrawVerdict is what replaying a draw from its files shows, in words: what was
// checked, who vouches for the files, and what none of it proves.
type DrawVerdict struct {
	OK       bool       `json:"ok"`
	Sentence string     `json:"sentence"`
	Where    string     `json:"where"` // the file, or file:line, at fault
	Hint     string     `json:"hint"`
	Vouchers []string   `json:"vouchers"`
	Checked  []string   `json:"checked"`
	Limits   []string   `json:"limits"`
	Report   DrawReport `json:"report"` // empty unless OK
}

// Verify replays the draw in a package, or in a folder of its files, public or
// internal. A draw that does not replay is a verdict, not an error; an error is
// what could not be read, or is no draw.
func (d *Draw) Verify(ctx context.Context, a inspect.Actor, file string) (DrawVerdict, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return DrawVerdict{}, err
	}
	root, err := d.c.db.Meta(ctx, metaRoot)
	if err != nil {
		return DrawVerdict{}, err
	}
	roots := [][]byte{}
	if root != "" {
		roots = append(roots, []byte(root))
	}
	return JudgeDraw(ctx, file, roots, d.c.db.Now())
}

// JudgeDraw is Draw.Verify without a workspace; roots are trusted certificates
// (PEM).
func JudgeDraw(ctx context.Context, file string, roots [][]byte, now time.Time) (DrawVerdict, error) {
	if dir, ok := drawFolder(file); ok {
		files, err := readDrawFolder(dir)
		if err != nil {
			return DrawVerdict{}, err
		}
		v := judged(files)
		v.Vouchers = []string{"没有人担保：这是一个文件夹，不是签名的包；请核对 statement.json 的 SHA-256 与见证人留存的声明摘要"}
		return v, nil
	}
	pool, err := trust.NewPool(roots...)
	if err != nil {
		return DrawVerdict{}, err
	}
	verdict, err := pack.Verify(ctx, file, pool, now, nil)
	if err != nil {
		return DrawVerdict{}, err
	}
	if verdict.State == pack.Broken {
		return broken(file, verdict), nil
	}
	if verdict.Meta.Kind != pack.Draw {
		return DrawVerdict{}, inspect.E(inspect.Invalid, "这不是抽取结果包：%s", file).WithRef(file).WithHint("选择由“导出公开包”或“导出内部包”写出的文件")
	}
	files, err := drawFilesOf(ctx, file, pool, now)
	if err != nil {
		return DrawVerdict{}, err
	}
	v := judged(files)
	v.Vouchers = []string{}
	for _, s := range verdict.Signatures {
		v.Vouchers = append(v.Vouchers, "「"+s.Name+"」签名："+s.Sentence)
	}
	v.Checked = append(append([]string{}, verdict.Proves...), v.Checked...)
	v.Limits = append(v.Limits, verdict.NotProves...)
	return v, nil
}

// judged replays and words what came of it.
func judged(files draw.Files) DrawVerdict {
	v := DrawVerdict{Vouchers: []string{}, Checked: []string{}, Limits: []string{}}
	r, err := draw.Verify(files)
	if err != nil {
		e := inspect.ForPerson(err)
		v.Sentence, v.Where, v.Hint = "重算不一致："+e.Message, e.Ref, e.Hint
		v.Limits = append(v.Limits, "这份材料的任何内容都不能采信")
		return v
	}
	v.OK, v.Report = true, reportOf(r)
	v.Sentence = "重算一致：由声明、秘密随机数和公共随机输入得出的结果，与所附结果逐字节相同"
	for _, n := range r.Notes {
		if strings.HasPrefix(n, "已") {
			v.Checked = append(v.Checked, n)
			continue
		}
		v.Limits = append(v.Limits, n)
	}
	return v
}

// broken words a package whose bytes are not what was signed. The replay of what
// is left of it is asked only where it differs: it knows the line.
func broken(file string, verdict *pack.Verdict) DrawVerdict {
	v := DrawVerdict{Sentence: verdict.Sentence, Vouchers: []string{"没有人担保：签名与内容不符"}, Checked: []string{}, Limits: verdict.NotProves}
	for _, f := range verdict.Files {
		if !f.OK && f.Name != "" {
			v.Where = f.Name
			break
		}
	}
	if !strings.HasPrefix(v.Where, "data/draw/") {
		return v
	}
	if at := judged(rawDrawFiles(file)); strings.HasPrefix(at.Where, path.Base(v.Where)+":") {
		v.Where, v.Hint = "data/draw/"+at.Where, at.Sentence
	}
	return v
}

// drawFolder tells whether path is a folder that holds a draw's files unsigned:
// itself, or as the data/draw of an unpacked package without its tag files.
func drawFolder(file string) (string, bool) {
	for _, dir := range []string{file, filepath.Join(file, "data", "draw")} {
		if _, err := os.Stat(filepath.Join(dir, "statement.json")); err == nil {
			_, err := os.Stat(filepath.Join(file, "bagit.txt"))
			return dir, err != nil
		}
	}
	return "", false
}

func readDrawFolder(dir string) (draw.Files, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	files := draw.Files{}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || path.Ext(e.Name()) == ".py" {
			continue
		}
		if info.Size() > maxDrawFile {
			return nil, inspect.E(inspect.Unsupported, "文件 %s 有 %d 字节，不是抽取材料", e.Name(), info.Size()).WithRef(dir)
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, unreadable(dir, err)
		}
	}
	return files, nil
}

func unreadable(name string, err error) error {
	return inspect.E(inspect.Storage, "读不出 %s", name).WithRef(name).Because(err).WithHint("请检查介质与权限，或复制到本机再试")
}

// drawFilesOf reads the draw's files of a package that verifies.
func drawFilesOf(ctx context.Context, file string, pool *trust.Pool, now time.Time) (draw.Files, error) {
	r, _, err := pack.Open(ctx, file, pool, now)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	files := draw.Files{}
	for _, name := range r.Names() {
		if strings.HasPrefix(name, "data/draw/") && path.Ext(name) != ".py" {
			if files[path.Base(name)], err = r.ReadFile(name, maxDrawFile); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// rawDrawFiles reads what can be read of a damaged package's draw, unverified.
func rawDrawFiles(file string) draw.Files {
	files := draw.Files{}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		if found, err := readDrawFolder(filepath.Join(file, "data", "draw")); err == nil {
			files = found
		}
		return files
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		return files
	}
	defer z.Close()
	for _, f := range z.File {
		dir := path.Base(path.Dir(f.Name))
		if dir != "draw" || path.Ext(f.Name) == ".py" || f.UncompressedSize64 > maxDrawFile {
			continue
		}
		r, err := f.Open()
		if err != nil {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(r, maxDrawFile))
		if err == nil || errors.Is(err, zip.ErrChecksum) {
			files[path.Base(f.Name)] = b
		}
		_ = r.Close() // only read
	}
	return files
}

func reportOf(d *draw.Report) DrawReport {
	return DrawReport{Purpose: string(d.Purpose), Task: d.Task, Attempt: d.Attempt, Statement: d.Statement, Seed: d.Seed, PublicInput: d.PublicInput,
		Pool: d.Pool, Winners: d.Winners, Openings: d.Openings, Notes: append([]string{}, d.Notes...)}
}
