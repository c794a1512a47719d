package service

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Wiped says what 清除 took, and what it cannot promise.
type Wiped struct {
	Task     string   `json:"task"`
	Versions int      `json:"versions"`
	Files    int      `json:"files"`
	Kept     []string `json:"kept"` // packages that were written outside the workspace
	Limit    string   `json:"limit"`
}

// wipeLimit is said wherever something was wiped.
const wipeLimit = "数据库中的内容已逐处清零并重整，文件先覆写后删除，清除前的本机备份一并删除；留痕和摘要保留。固态硬盘和U盘会把旧数据留在程序够不到的存储块里，" +
	"覆写不能保证无法恢复：设备须启用全盘加密（BitLocker），报废或移交外单位时按保密规定处理存储介质。另存在别处的包和复制件不在清除之列。"

// Wipe erases a task's data and media from this laptop once the office's
// receipts cover all of it (P14): records, fields and their history, documents,
// evidence, subjects and teams. The task, its grants, the receipts and the log
// stay. The copies that the workspace made itself (packages, backups) go too.
func (d *Dispatch) Wipe(ctx context.Context, a inspect.Actor, task string) (Wiped, error) {
	out := Wiped{Kept: []string{}, Limit: wipeLimit}
	if err := a.May(inspect.ActDispatch); err != nil {
		return out, err
	}
	if err := d.onLaptop(ctx); err != nil {
		return out, err
	}
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		t, err := d.c.task(ctx, tx, task)
		if err != nil {
			return err
		}
		h, err := d.holding(ctx, tx, t)
		if err != nil {
			return err
		}
		if err := h.mayWipe(); err != nil {
			return err
		}
		w := store.Wiping{Aggregates: h.refs, Files: h.files}
		if err := d.wipeSubjects(ctx, tx, t, &w); err != nil {
			return err
		}
		if err := d.wipeScans(ctx, tx, h, &w); err != nil {
			return err
		}
		if err := d.shared(ctx, tx, h, &w); err != nil {
			return err
		}
		if out.Kept, err = d.wipePackages(ctx, tx, t, &w); err != nil {
			return err
		}
		out.Task, out.Files = t.ID, len(w.Files)
		out.Versions, err = tx.Wipe(ctx, w, store.Event{Action: "wipe", Article: "第二十条", Detail: "依据回执 " + h.Receipt}, inspect.NounTask, t.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	return out, errors.Join(d.c.discard(ctx), d.c.db.Scrub(ctx), (&Backup{d.c}).renew(ctx, a))
}

// onLaptop refuses in an office, which owns what it holds.
func (d *Dispatch) onLaptop(ctx context.Context) error {
	kind, err := d.c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindField {
		err = inspect.E(inspect.Refused, "清除和交接只在外勤设备上办理，办公室的案卷不清除").WithArticle("第二十条")
	}
	return err
}

// mayWipe refuses while anything of the task is not with the office.
func (h *holding) mayWipe() error {
	if h.State == inspect.HandWiped {
		return inspect.E(inspect.Refused, "任务%s的数据已于 %s 清除", h.TaskNo, inspect.Minute(h.WipedAt)).WithArticle("第二十条").WithRef(h.Task)
	}
	if err := inspect.MayWipe(h.items, h.receipts); err != nil {
		return err
	}
	if len(h.idle) > 0 {
		return inspect.E(inspect.Refused, "任务%s还有 %d 户没有检查，不能清除", h.TaskNo, len(h.idle)).WithArticle("第十八条").WithRef(h.idle[0].ID).
			WithHint("检查后交回；已改派其他设备的，取回办公室的新回执后再清除")
	}
	return nil
}

// wipeSubjects adds the subjects that no other task on this laptop speaks of.
func (d *Dispatch) wipeSubjects(ctx context.Context, tx *store.Tx, t inspect.Task, w *store.Wiping) error {
	teams, _, err := store.List[inspect.Team](ctx, tx, inspect.NounTeam, store.Filter{})
	if err != nil {
		return err
	}
	mine, others := []string{}, []string{}
	for _, x := range teams {
		if x.Task == t.ID {
			mine = append(mine, x.Subject)
		} else {
			others = append(others, x.Subject)
		}
	}
	for _, s := range mine {
		ref := store.FormRef{Noun: inspect.NounSubject, ID: s}
		if !slices.Contains(others, s) && !slices.Contains(w.Aggregates, ref) {
			w.Aggregates = append(w.Aggregates, ref)
		}
	}
	return nil
}

// wipeScans adds the scanned piles whose every page went into a document that
// goes; a pile that holds anything else keeps the laptop from being wiped.
func (d *Dispatch) wipeScans(ctx context.Context, tx *store.Tx, h holding, w *store.Wiping) error {
	batches, _, err := store.List[inspect.ScanBatch](ctx, tx, inspect.NounScan, store.Filter{})
	if err != nil {
		return err
	}
	goes := func(p inspect.ScanPage) bool {
		return slices.ContainsFunc(h.papers, func(x inspect.Paper) bool { return x.ID == p.Paper })
	}
	for _, b := range batches {
		if !slices.ContainsFunc(b.Pages, goes) {
			continue
		}
		for _, p := range b.Pages {
			if p.State == inspect.ScanWaiting || p.State == inspect.ScanPlaced && !goes(p) {
				return inspect.E(inspect.Refused, "扫描批次“%s”第%d页还没有归入文书，或属于另一项任务，不能清除", b.Name, p.No).WithArticle("第二十条").WithRef(b.ID).
					WithHint("先在扫描收件箱中处理完这一批，两项任务混在一批的等都有回执后再清除")
			}
			if p.Image != "" {
				w.Files = append(w.Files, d.c.relative(d.c.media.Path(p.Image)))
			}
		}
		for _, f := range b.Files {
			w.Files = append(w.Files, d.c.relative(d.c.media.Path(f.SHA256)))
		}
		w.Aggregates = append(w.Aggregates, store.FormRef{Noun: inspect.NounScan, ID: b.ID})
	}
	return nil
}

// shared adds the frozen snapshots, and takes the files back out that something
// else on this laptop still needs: content is stored once.
func (d *Dispatch) shared(ctx context.Context, tx *store.Tx, h holding, w *store.Wiping) error {
	keep := map[string]bool{}
	evidence, _, err := store.List[inspect.Evidence](ctx, tx, inspect.NounEvidence, store.Filter{})
	if err != nil {
		return err
	}
	stays := func(noun inspect.Noun, id string) bool {
		return !slices.Contains(w.Aggregates, store.FormRef{Noun: noun, ID: id})
	}
	for _, e := range evidence {
		if stays(inspect.NounEvidence, e.ID) && e.SHA256 != "" {
			keep[d.c.relative(d.c.media.Path(e.SHA256))] = true
		}
	}
	papers, _, err := store.List[inspect.Paper](ctx, tx, inspect.NounPaper, store.Filter{})
	if err != nil {
		return err
	}
	for _, p := range papers {
		if !stays(inspect.NounPaper, p.ID) {
			w.Blobs = append(w.Blobs, p.Snapshot)
			for _, x := range p.Drawn {
				w.Blobs = append(w.Blobs, x.Digest)
			}
			continue
		}
		keep["documents/"+p.PDF+".pdf"], keep[p.Snapshot] = true, true
		if p.Scan != "" {
			keep[d.c.relative(d.c.media.Path(p.Scan))] = true
		}
		for _, x := range returnsOf(p) {
			keep[d.c.relative(d.c.media.Path(x.SHA256))] = true
		}
	}
	gone := func(x string) bool { return keep[x] }
	w.Files, w.Blobs = slices.DeleteFunc(w.Files, gone), slices.DeleteFunc(w.Blobs, gone)
	slices.Sort(w.Files)
	w.Files = slices.Compact(w.Files)
	return nil
}

// wipePackages adds the packages of the task that lie in the workspace; those
// that were written elsewhere are named.
func (d *Dispatch) wipePackages(ctx context.Context, tx *store.Tx, t inspect.Task, w *store.Wiping) ([]string, error) {
	kept := []string{}
	all, err := store.Packages(ctx, tx, "")
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.Task != t.ID || p.Kind == "receipt" {
			continue
		}
		found := len(w.Files)
		err := filepath.WalkDir(d.c.path("packages", p.Name), func(path string, e os.DirEntry, err error) error {
			if err == nil && !e.IsDir() { // a package may be a folder
				w.Files = append(w.Files, d.c.relative(path))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(w.Files) == found && !slices.Contains(kept, p.Name) {
			kept = append(kept, p.Name)
		}
	}
	return kept, nil
}

// relative is a path of the workspace with slashes, as the store keeps it.
func (c *core) relative(path string) string {
	return strings.TrimPrefix(filepath.ToSlash(path), filepath.ToSlash(c.db.Dir())+"/")
}

// discard erases the files that a wipe left to be erased, also one that a crash
// interrupted: it runs at every opening.
func (c *core) discard(ctx context.Context) error {
	list, err := c.db.Discards(ctx)
	if err != nil {
		return err
	}
	for _, rel := range list {
		if err := eraseFile(c.path(filepath.FromSlash(rel))); err != nil {
			return err
		}
		if err := c.db.Discarded(ctx, rel); err != nil {
			return err
		}
	}
	return nil
}

// eraseFile overwrites a file once and removes it; one that is gone is fine.
func eraseFile(path string) error {
	failed := func(err error) error {
		return inspect.E(inspect.Storage, "无法清除文件：%s", path).WithRef(path).Because(err).WithHint("关闭正在打开它的程序，再打开本程序一次即继续清除")
	}
	if err := os.Chmod(path, 0o600); err != nil {
		if os.IsNotExist(err) {
			return nil
		}
		return failed(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return failed(err)
	}
	info, err := f.Stat()
	zeros := make([]byte, 1<<20)
	for left := int64(0); err == nil && left < info.Size(); left += int64(len(zeros)) {
		_, err = f.Write(zeros[:min(int64(len(zeros)), info.Size()-left)])
	}
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return failed(err)
	}
	if err := os.Remove(path); err != nil {
		return failed(err)
	}
	return nil
}
