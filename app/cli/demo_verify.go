package cli

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// verifyAll checks what was written as a stranger would: packages against the
// office's root, draws by replay, a flipped byte by its refusal; then both
// workspaces.
func (d *demo) verifyAll() error {
	d.begin("核验：全部数据包，任何人都能做")
	root, err := rootsFrom(d.at("packages", "单位根证书.pem"))
	if err != nil {
		return err
	}
	names, err := filepath.Glob(d.at("packages", "*.zip"))
	if err != nil {
		return err
	}
	for _, name := range names {
		rep, err := service.VerifyPackage(d.ctx, name, root, d.now())
		if err != nil {
			return err
		}
		if !rep.OK {
			return inspect.E(inspect.Damaged, "%s：%s", filepath.Base(name), rep.Verdict.Sentence).WithRef(name)
		}
		replayed := ""
		if rep.Draw != nil {
			replayed = "，重算一致"
		}
		d.say("    %s  %s%s", filepath.Base(name), rep.State, replayed)
	}
	if err := d.flipped(names, root); err != nil {
		return err
	}
	return d.healthy()
}

// flipped changes one byte of the results in a copy of the upload package; the
// check must find it and name the file.
func (d *demo) flipped(names []string, root [][]byte) error {
	const inside = "检查结果.xlsx"
	for _, name := range names {
		if !strings.HasPrefix(filepath.Base(name), "upload-") {
			continue
		}
		copied := filepath.Join(d.dir, "已改动一个字节.zip")
		defer os.Remove(copied)
		if err := flip(name, copied, inside); err != nil {
			return err
		}
		rep, err := service.VerifyPackage(d.ctx, copied, root, d.now())
		if err != nil {
			return err
		}
		if rep.OK || !strings.Contains(rep.Verdict.Sentence, inside) {
			return inspect.E(inspect.Internal, "改动的包没有被发现：%s", rep.Verdict.Sentence)
		}
		d.say("    改动一个字节后：%s", rep.Verdict.Sentence)
		return nil
	}
	return inspect.E(inspect.NotFound, "没有找到报送包")
}

// flip copies a package with one bit changed in the middle of the file whose
// name ends in inside.
func flip(from, to, inside string) error {
	fail := func(err error) error {
		return inspect.E(inspect.Storage, "无法改写副本：%s", to).WithRef(to).Because(err)
	}
	z, err := zip.OpenReader(from)
	if err != nil {
		return fail(err)
	}
	defer z.Close()
	b, err := os.ReadFile(from)
	if err != nil {
		return fail(err)
	}
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, inside) {
			continue
		}
		start, err := f.DataOffset()
		if err != nil {
			return fail(err)
		}
		b[start+int64(f.UncompressedSize64)/2] ^= 1
	}
	if err := os.WriteFile(to, b, 0o644); err != nil {
		return fail(err)
	}
	return nil
}

func (d *demo) healthy() error {
	d.begin("全面查验两个工作区：数据、版本、留痕、证据、文书")
	for _, w := range []struct {
		name string
		sv   *service.Services
		a    inspect.Actor
	}{{"办公室", d.office, d.clerk}, {"外勤", d.field, d.laptop}} {
		h, err := w.sv.Trace.Doctor(d.ctx, w.a, nil)
		if err != nil {
			return err
		}
		if !h.OK {
			return inspect.E(inspect.Damaged, "%s工作区：%s", w.name, strings.Join(h.Problems, "；"))
		}
		d.say("    %s：%d条留痕，检查点 %s", w.name, h.Entries, h.Checkpoint)
	}
	return nil
}
