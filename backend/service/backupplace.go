package service

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// SetPlace sets the folder of the second copies: on another disk, a stick or a
// share; "" = none. What lies there already stays.
func (b *Backup) SetPlace(ctx context.Context, a inspect.Actor, folder string) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	if folder != "" {
		if err := b.c.outside(folder, "第二备份位置"); err != nil {
			return err
		}
	}
	return b.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaBackupPlace, folder); err != nil {
			return err
		}
		action := "backup.place"
		if folder == "" {
			action = "backup.noplace"
		}
		return tx.Audit(ctx, store.Event{Action: action}, "", "", "")
	})
}

// outside refuses a folder that what leaves the workspace cannot go to; what names
// its field on the page.
func (c *core) outside(folder, what string) error {
	if !filepath.IsAbs(folder) {
		return inspect.E(inspect.Invalid, "%s要写完整路径：%s", what, folder).WithField("place").WithHint("例如 E:\\双随机备份")
	}
	real, err := filepath.EvalSymlinks(folder)
	info, serr := os.Stat(folder)
	if err != nil || serr != nil || !info.IsDir() {
		return inspect.E(inspect.Storage, "%s不在：%s", what, folder).WithRef(folder).WithField("place").WithHint("插好移动盘、连上共享文件夹，或换一个位置")
	}
	own, err := filepath.EvalSymlinks(c.db.Dir())
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(own, real); err == nil && filepath.IsLocal(rel) {
		return inspect.E(inspect.Invalid, "%s不能在工作区里面：%s", what, folder).WithField("place").
			WithHint("工作区所在磁盘损坏时两份会一起丢失；选另一块磁盘、移动盘或共享文件夹")
	}
	return nil
}

// second copies a finished backup to the second place, and the evidence that is
// not there yet. Two workspaces may share a place: each has its own folder.
func (b *Backup) second(ctx context.Context, a inspect.Actor, made string) error {
	folder, err := b.c.db.Meta(ctx, metaBackupPlace)
	if err != nil || folder == "" {
		return err
	}
	if err := b.c.outside(folder, "第二备份位置"); err != nil {
		return err
	}
	device, err := b.c.db.Meta(ctx, metaDevice)
	if err != nil {
		return err
	}
	folder = filepath.Join(folder, "ssj-"+device)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return inspect.E(inspect.Storage, "第二备份位置写不进去：%s", folder).WithRef(folder).Because(err).WithHint("检查是否只读、是否已满")
	}
	if err := backup.Copy(ctx, made, filepath.Join(folder, filepath.Base(made))); err != nil {
		return err
	}
	items, _, err := store.List[inspect.Evidence](ctx, b.c.db, inspect.NounEvidence, store.Where("state", string(inspect.EvidenceCopied)))
	if err != nil {
		return err
	}
	var bad []error
	for _, e := range items {
		err := b.sealEvidence(ctx, folder, e)
		if code := inspect.CodeOf(err); err != nil && code != inspect.Damaged && code != inspect.NotFound {
			return err
		}
		bad = append(bad, err) // the others are still worth keeping
	}
	if err := errors.Join(bad...); err != nil {
		return err
	}
	if err := b.record(ctx, a, "backup.copied", filepath.Base(made), metaBackupPlaceAt); err != nil {
		return err
	}
	return errors.Join(b.prune(ctx, folder), pruneEvidence(folder, items))
}

// pruneEvidence removes what the workspace no longer lists: it was wiped.
func pruneEvidence(folder string, items []inspect.Evidence) error {
	listed := map[string]bool{}
	for _, e := range items {
		listed[backup.Sealed(folder, e.SHA256)] = true
	}
	sealed, err := filepath.Glob(filepath.Join(folder, "evidence", "*", "*.age"))
	if err != nil {
		return err
	}
	for _, p := range sealed {
		if listed[p] {
			continue
		}
		if err := eraseFile(p); err != nil {
			return err
		}
	}
	return nil
}

// renew makes a backup of what a 清除 left, and erases the older ones and what a
// restore had set aside: they still hold what was wiped. A second place that is
// not there now is cleaned by the next backup that reaches it.
func (b *Backup) renew(ctx context.Context, a inspect.Actor) error {
	b.c.backing.Lock()
	defer b.c.backing.Unlock()
	old, err := filepath.Glob(b.c.path("backups", "*"))
	if err != nil {
		return err
	}
	err = b.c.db.Write(ctx, a, func(tx *store.Tx) error {
		if err := tx.SetMeta(ctx, metaBackupWiped, stamp(b.c.db.Now())); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "backup.renew"}, "", "", "")
	})
	if err != nil {
		return err
	}
	_, failed := b.make(ctx, a, "", nil)
	aside, err := filepath.Glob(b.c.path("before-restore-*"))
	if err != nil {
		return err
	}
	for _, dir := range aside {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			return eraseFile(p)
		})
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	for _, p := range old {
		if err := eraseFile(p); err != nil {
			return err
		}
	}
	return failed
}

func (b *Backup) sealEvidence(ctx context.Context, folder string, e inspect.Evidence) error {
	f, err := b.c.media.Open(e.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	return backup.SealEvidence(ctx, b.c.db.Dir(), folder, f, e.SHA256)
}

// restoreEvidence brings back the evidence that the workspace lists and lacks
// from the second place of its device; "" = nowhere. It answers with the names
// of what is still missing.
func (c *core) restoreEvidence(ctx context.Context, from, key string, passphrase []byte) ([]string, error) {
	items, _, err := store.List[inspect.Evidence](ctx, c.db, inspect.NounEvidence, store.Where("state", string(inspect.EvidenceCopied)))
	if err != nil {
		return nil, err
	}
	missing := []string{}
	for _, e := range items {
		if _, err := os.Stat(c.media.Path(e.SHA256)); err == nil {
			continue
		}
		err := error(inspect.E(inspect.NotFound, "没有指明证据所在的备份位置"))
		if from != "" {
			err = c.fetchEvidence(ctx, from, key, passphrase, e)
		}
		switch inspect.CodeOf(err) {
		case inspect.NotFound, inspect.Damaged:
			missing = append(missing, e.Name+"（"+inspect.ForPerson(err).Message+"）")
		default:
			if err != nil {
				return missing, err
			}
		}
	}
	return missing, nil
}

func (c *core) fetchEvidence(ctx context.Context, from, key string, passphrase []byte, e inspect.Evidence) error {
	tmp, err := os.CreateTemp(c.path("evidence"), "restore-*.partial")
	if err != nil {
		return inspect.E(inspect.Storage, "证据文件夹写不进去").Because(err).WithHint("检查磁盘是否已满、是否只读")
	}
	defer os.Remove(tmp.Name())
	err = backup.OpenEvidence(from, e.SHA256, key, passphrase, io.Writer(tmp))
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	got, err := c.media.Add(ctx, tmp.Name(), nil)
	if err == nil && got.SHA256 != e.SHA256 {
		return inspect.E(inspect.Damaged, "备份位置里的证据与登记的摘要不符：%s", e.Name).WithRef(e.SHA256)
	}
	return err
}
