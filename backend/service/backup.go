package service

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Backup keeps copies of the workspace that survive its PC, and checks them.
// Bringing one back is Restore.
type Backup struct{ c *core }

const (
	metaBackupAt      = "backupAt"      // instant of the last whole backup
	metaBackupEntries = "backupEntries" // length of the log after it
	metaBackupPlace   = "backupPlace"   // the second place, "" = none
	metaBackupPlaceAt = "backupPlaceAt" // instant of the last whole copy there
	metaBackupWiped   = "backupWiped"   // stamp of the last 清除: older backups hold what was wiped
	metaSequence      = "sequence"      // packages made before, in a state that was lost
)

// How many backups are kept: all of the last days, then the last of each month.
const (
	keepDays   = 14
	keepMonths = 12
)

// BackupFile is one backup in the backups folder.
type BackupFile struct {
	backup.About
	Path string `json:"path"`
	Size int64  `json:"size"` // bytes
}

// BackupState says how well the workspace is covered.
type BackupState struct {
	At        string       `json:"at"`        // instant of the last backup, "" = never
	Newer     int64        `json:"newer"`     // log entries since
	Place     string       `json:"place"`     // the second place, "" = none
	PlaceAt   string       `json:"placeAt"`   // instant of the last copy there
	PlaceLost string       `json:"placeLost"` // why the second place cannot be used now
	Failed    string       `json:"failed"`    // why the last attempt failed, since the program was started
	Ready     string       `json:"ready"`     // why none can be made, "" = it can
	Rule      string       `json:"rule"`      // which are kept
	Files     []BackupFile `json:"files"`     // in the backups folder, newest first
}

const backupRule = "最近14天的备份全部保留，更早的每月保留最后一份，满12个月清理；升级前的备份和“恢复前”文件夹不清理。"

// State tells how well the workspace is covered.
func (b *Backup) State(ctx context.Context, a inspect.Actor) (BackupState, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return BackupState{}, err
	}
	s, err := b.standing(ctx)
	if err != nil {
		return s, err
	}
	if s.Place != "" {
		s.PlaceLost = hintOf(b.c.outside(s.Place, "第二备份位置"))
	}
	b.c.mu.RLock()
	s.Failed = b.c.backupFailed
	b.c.mu.RUnlock()
	s.Files, err = b.files()
	return s, err
}

// standing is the state without what has to be looked for on disks.
func (b *Backup) standing(ctx context.Context) (BackupState, error) {
	s := BackupState{Rule: backupRule}
	var entries string
	for key, to := range map[string]*string{metaBackupAt: &s.At, metaBackupEntries: &entries, metaBackupPlace: &s.Place, metaBackupPlaceAt: &s.PlaceAt} {
		v, err := b.c.db.Meta(ctx, key)
		if err != nil {
			return s, err
		}
		*to = v
	}
	cp, err := b.c.checkpoint(ctx, b.c.db)
	if err != nil {
		return s, err
	}
	covered, _ := strconv.ParseInt(entries, 10, 64) // "" = none
	s.Newer = cp.Size - covered
	if _, err := backup.KeyFile(b.c.db.Dir()); err != nil {
		s.Ready = hintOf(err)
	}
	return s, nil
}

// hintOf is an error as one sentence for a page, "" for none.
func hintOf(err error) string {
	if err == nil {
		return ""
	}
	e := inspect.ForPerson(err)
	return e.Message + "。" + e.Hint
}

// files lists the backups folder, newest first.
func (b *Backup) files() ([]BackupFile, error) {
	paths, err := filepath.Glob(b.c.path("backups", "*.zip"))
	if err != nil {
		return nil, err
	}
	list := []BackupFile{}
	for _, p := range paths {
		about, err := backup.Read(p)
		info, serr := os.Stat(p)
		if err != nil || serr != nil {
			continue // somebody's own file
		}
		list = append(list, BackupFile{about, p, info.Size()})
	}
	slices.SortFunc(list, func(a, b BackupFile) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(b.Path, a.Path)) })
	return list, nil
}

// Make writes a backup; out "" = into the backups folder, and from there to the
// second place, evidence too. It answers with the file's path.
func (b *Backup) Make(ctx context.Context, a inspect.Actor, out string, tell func(done, total int64)) (string, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return "", err
	}
	b.c.backing.Lock()
	defer b.c.backing.Unlock()
	return b.make(ctx, a, out, tell)
}

// Auto makes a backup when the log has grown since the last one and that is
// older than age, as the program itself. It is called now and then while the
// program is open and once when it is closed.
func (b *Backup) Auto(ctx context.Context, age time.Duration) error {
	b.c.backing.Lock()
	defer b.c.backing.Unlock()
	a, err := b.c.itself(ctx)
	if err != nil {
		return err
	}
	s, err := b.standing(ctx)
	if err != nil || s.Newer == 0 || s.Ready != "" || s.At > inspect.Instant(b.c.db.Now().Add(-age)) {
		return err
	}
	_, err = b.make(ctx, a, "", nil)
	if inspect.CodeOf(err) == inspect.Canceled && err != nil {
		return nil // the program is closing; the next start makes it
	}
	b.c.mu.Lock()
	b.c.backupFailed = hintOf(err)
	b.c.mu.Unlock()
	return err
}

// make needs c.backing.
func (b *Backup) make(ctx context.Context, a inspect.Actor, out string, tell func(done, total int64)) (string, error) {
	own := out == ""
	if own {
		out = b.c.path("backups", "backup-"+stamp(b.c.db.Now())+".zip")
	}
	about, err := b.about(ctx)
	if err != nil {
		return "", err
	}
	copied := b.c.path("backups", "copy.partial.db")
	if err := os.Remove(copied); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", inspect.E(inspect.Storage, "清理不了上次没有做完的备份：%s", copied).Because(err).WithHint("检查文件夹是否只读")
	}
	defer os.Remove(copied)
	if err := b.c.db.Backup(ctx, copied); err != nil {
		return "", err
	}
	if err := backup.Write(ctx, b.c.db.Dir(), copied, b.c.key, out, about, tell); err != nil {
		return "", err
	}
	if err := b.record(ctx, a, "backup", filepath.Base(out), metaBackupAt); err != nil {
		return "", err
	}
	if !own {
		return out, nil
	}
	return out, errors.Join(b.prune(ctx, b.c.path("backups")), b.second(ctx, a, out))
}

func stamp(t time.Time) string { return t.UTC().Format("20060102T150405.000Z") }

// about describes the workspace as it is now.
func (b *Backup) about(ctx context.Context) (backup.About, error) {
	about := backup.About{Format: backup.Format, At: inspect.Instant(b.c.db.Now())}
	for key, to := range map[string]*string{metaName: &about.Workspace, metaKind: &about.Kind, metaDevice: &about.Device} {
		v, err := b.c.db.Meta(ctx, key)
		if err != nil {
			return about, err
		}
		*to = v
	}
	cp, err := b.c.checkpoint(ctx, b.c.db)
	about.Entries = cp.Size
	return about, err
}

// record logs a backup that was made, and remembers how far it reaches.
func (b *Backup) record(ctx context.Context, a inspect.Actor, action, detail, at string) error {
	return b.c.db.Write(ctx, a, func(tx *store.Tx) error {
		if err := tx.Audit(ctx, store.Event{Action: action, Detail: detail}, "", "", ""); err != nil {
			return err
		}
		cp, err := b.c.checkpoint(ctx, tx)
		if err != nil {
			return err
		}
		if err := tx.SetMeta(ctx, metaBackupEntries, strconv.FormatInt(cp.Size, 10)); err != nil {
			return err
		}
		return tx.SetMeta(ctx, at, tx.At())
	})
}

// prune removes the backups that the rule no longer keeps, and those from
// before a 清除.
func (b *Backup) prune(ctx context.Context, dir string) error {
	wiped, err := b.c.db.Meta(ctx, metaBackupWiped)
	if err != nil {
		return err
	}
	paths, err := filepath.Glob(filepath.Join(dir, "backup-*.zip"))
	if err != nil {
		return err
	}
	slices.Sort(paths) // by time
	day := func(p string) string { return strings.TrimPrefix(filepath.Base(p), "backup-") }
	recent, oldest := b.c.db.Now().UTC().AddDate(0, 0, -keepDays).Format("20060102"), b.c.db.Now().UTC().AddDate(0, -keepMonths, 0).Format("20060102")
	for i, p := range paths {
		d := day(p)
		lastOfMonth := i+1 == len(paths) || len(d) < 6 || d[:6] != day(paths[i+1])[:min(6, len(day(paths[i+1])))]
		if d >= wiped && (d >= recent || i+1 == len(paths) || lastOfMonth && d >= oldest) {
			continue
		}
		if err := eraseFile(p); err != nil {
			return inspect.E(inspect.Storage, "清理不了旧备份：%s", p).WithRef(p).Because(err).WithHint("检查文件夹是否只读；新备份已写好")
		}
	}
	return nil
}

// sealCopy encrypts the copy that was made before a migration, and removes it.
// A workspace without a key has nothing secret yet: its copy stays as it is.
func sealCopy(ctx context.Context, dir, copied string, key []byte) error {
	if _, err := backup.KeyFile(dir); err != nil {
		return nil
	}
	about := backup.About{Format: backup.Format, At: inspect.Instant(time.Now())}
	if err := backup.Write(ctx, dir, copied, key, strings.TrimSuffix(copied, ".db")+".zip", about, nil); err != nil {
		return err
	}
	if err := os.Remove(copied); err != nil {
		return inspect.E(inspect.Storage, "清理不了未加密的副本：%s", copied).WithRef(copied).Because(err).WithHint("检查文件夹是否只读")
	}
	return nil
}
