package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"shuangsuiji/backend/account"
	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Opening says how a backup is opened.
type Opening struct {
	File       string
	Key        string // another key file: that of the office above; "" = the one inside
	Passphrase []byte // of that key file

	// To restore, not to look: the password of who does it, or, when it is not
	// known, a new one for who may have one by the passphrase (see Credentials).
	Password    []byte
	NewPassword []byte
}

// Restored says what a backup holds, or what a restore has done.
type Restored struct {
	backup.About
	Found      int64    `json:"found"`      // entries of the log inside
	Checkpoint string   `json:"checkpoint"` // of that log: compare with one that left the machine
	Problems   []string `json:"problems"`   // what does not agree, none = whole
	Kept       string   `json:"kept"`       // the folder with what was there before, "" = nothing
	Lost       int64    `json:"lost"`       // entries that the replaced log had more, -1 = it could not be read
	Missing    []string `json:"missing"`    // evidence that is listed and not here
	Told       string   `json:"told"`       // what the restore cost, in words
	Limit      string   `json:"limit"`
}

const restoreLimit = "查验证明备份内的数据与其自身的日志一致；备份之后办理的内容不在其中。把检查点与打印、导出或随包送出的检查点核对，才能知道它是不是最近的、有没有被整体替换。"

// CheckBackup is the drill: it opens a backup in a scratch folder (below scratch,
// "" = the system's), verifies it wholly, and removes it again. No workspace is touched.
func CheckBackup(ctx context.Context, scratch string, by Opening, o Options) (r Restored, err error) {
	dir, err := os.MkdirTemp(scratch, "check-*.partial")
	if err != nil {
		return r, inspect.E(inspect.Storage, "没有地方试恢复：%s", scratch).Because(err).WithHint("检查磁盘是否已满")
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	sv, r, err := unpack(ctx, dir, by, o)
	if err != nil {
		return r, err
	}
	return r, sv.Close()
}

// unpack opens a backup in an empty folder and verifies it. The services of
// what was unpacked are open when it answers without an error.
func unpack(ctx context.Context, dir string, by Opening, o Options) (*Services, Restored, error) {
	r := Restored{Limit: restoreLimit, Problems: []string{}, Missing: []string{}}
	var err error
	if r.About, o.Key, err = backup.Unpack(ctx, by.File, dir, by.Key, by.Passphrase, nil); err != nil {
		return nil, r, err
	}
	sv, err := open(dir, o)
	if err != nil {
		return nil, r, err
	}
	if by.Key == "" && r.Kind != "" {
		if err := sv.unlockRestored(ctx, by.Passphrase); err != nil {
			return nil, r, errors.Join(err, sv.Close())
		}
	}
	origin, err := sv.core.origin(ctx)
	if err == nil {
		r.Problems, err = sv.core.records(ctx, origin)
	}
	if err == nil {
		var cp point
		cp, err = sv.core.checkpoint(ctx, sv.core.db)
		r.Found, r.Checkpoint = cp.Size, cp.short
	}
	if r.Entries > r.Found {
		r.Problems = append(r.Problems, fmt.Sprintf("备份写明留痕有%d条，实际只有%d条", r.Entries, r.Found))
	}
	if err != nil {
		return nil, r, errors.Join(err, sv.Close())
	}
	return sv, r, nil
}

// unlockRestored opens the identity, where there is one already.
func (sv *Services) unlockRestored(ctx context.Context, passphrase []byte) error {
	err := sv.Workspace.Unlock(ctx, passphrase)
	if inspect.CodeOf(err) == inspect.NotFound {
		return nil // a laptop that waits for its certificate
	}
	return err
}

// Restore puts a backup in the place of the workspace in dir, which may be
// missing or damaged, and must be closed. person (id, badge or name, an account
// of the backup that may do so) stands in the log for it. Nothing changes
// unless the backup verifies wholly; what was there is kept in a folder
// beside. evidence is the place (the device's own folder) that holds encrypted
// evidence, "" = none.
func Restore(ctx context.Context, dir string, by Opening, person, evidence string, o Options) (Restored, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Restored{}, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Restored{}, inspect.E(inspect.Storage, "建不了文件夹：%s", dir).WithRef(dir).Because(err).WithHint("换一个位置，或检查是否只读")
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return Restored{}, err
	}
	r, kept, key, err := restore(ctx, dir, by, person, o)
	if err := errors.Join(err, lock.Close()); err != nil {
		return r, err
	}
	if o.Key = key; key == nil { // a backup from before there were passwords
		if o.Key, err = adoptRestored(ctx, dir, Credentials{Person: person, NewPassword: by.NewPassword, Passphrase: by.Passphrase}, o); err != nil {
			return r, err
		}
	}
	sv, err := Open(dir, o)
	if err != nil {
		return r, err
	}
	r, err = sv.settle(ctx, r, kept, by, person, evidence)
	return r, errors.Join(err, sv.Close())
}

// told says what the restore cost.
func (r Restored) told() string {
	switch {
	case r.Kept == "":
		return "原来没有工作区，没有替换任何内容"
	case r.Lost < 0:
		return "原有数据已损坏，读不出备份之后办理了什么；原有文件另存在 " + r.Kept
	case r.Lost == 0:
		return "备份之后没有新的记录；原有文件另存在 " + r.Kept
	}
	return fmt.Sprintf("备份之后的%d条留痕（含备份本身的登记）不在恢复后的工作区里，请对照补录；原有文件另存在 %s", r.Lost, r.Kept)
}

// before is what the replaced database said of itself.
type before struct {
	entries  int64 // -1 = it could not be read
	sequence int64 // of the last package it made
}

// restore verifies and swaps; the workspace's lock is held.
func restore(ctx context.Context, dir string, by Opening, person string, o Options) (Restored, before, []byte, error) {
	if err := backup.Finish(dir); err != nil {
		return Restored{}, before{}, nil, err
	}
	in := filepath.Join(dir, backup.Incoming)
	if err := os.Mkdir(in, 0o700); err != nil {
		return Restored{}, before{}, nil, inspect.E(inspect.Storage, "恢复时写不进文件夹：%s", dir).WithRef(dir).Because(err).WithHint("检查是否只读、磁盘是否已满")
	}
	sv, r, err := unpack(ctx, in, by, o)
	if err == nil {
		err = errors.Join(sv.mayRestore(ctx, r, by, person), sv.Close())
	}
	if err != nil {
		return r, before{}, nil, errors.Join(err, os.RemoveAll(in))
	}
	was := lastState(ctx, dir, o)
	if store.Exists(dir) {
		r.Kept = "before-restore-" + stamp(sv.core.db.Now())
	}
	// Swap needs a folder name even when there is nothing to keep.
	name := r.Kept
	if name == "" {
		name = backup.Incoming + ".empty"
		defer os.RemoveAll(filepath.Join(dir, name))
	}
	return r, was, sv.core.key, backup.Swap(dir, name)
}

// mayRestore refuses a backup that does not verify, and a person who may not, or
// who is not who it says.
func (sv *Services) mayRestore(ctx context.Context, r Restored, by Opening, person string) error {
	if len(r.Problems) > 0 {
		return inspect.E(inspect.Damaged, "备份查验没有通过，工作区没有改动：%s", r.Problems[0]).WithHint("换一份较早的备份；把这份交管理员保存")
	}
	a, err := sv.Workspace.actor(ctx, person, "restore")
	if err != nil {
		return err
	}
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	if a.Person == SetupPerson { // a laptop without people: the passphrase is all there is
		return nil
	}
	if len(by.Password) > 0 {
		_, _, err = sv.core.accounts.admit(Credentials{Person: a.Person, Password: by.Password})
		return err
	}
	if r.Kind == KindOffice && a.May(inspect.ActPeople) != nil {
		return inspect.E(inspect.Forbidden, "%s（%s）恢复备份时须用自己的密码", a.Name, a.Role.Label()).WithField("password").WithArticle("第二十二条").
			WithHint("或由管理员、办公室人员恢复并设新密码")
	}
	p := account.Person{Name: a.Name}
	return fresh(by.NewPassword, p)
}

// sequenceIn is the sequence number in the name of a package file.
var sequenceIn = regexp.MustCompile(`-(\d+)\.zip$`)

// lastState reads what the database to be replaced says, as far as it can be
// read: how long its log was and how many packages it made. The names in the packages folder
// tell the rest.
func lastState(ctx context.Context, dir string, o Options) before {
	was := before{entries: -1}
	names, _ := filepath.Glob(filepath.Join(dir, "packages", "*.zip")) // a constant pattern
	for _, n := range names {
		if m := sequenceIn.FindStringSubmatch(n); m != nil {
			seq, _ := strconv.ParseInt(m[1], 10, 64)
			was.sequence = max(was.sequence, seq)
		}
	}
	if !store.Exists(dir) {
		was.entries = 0
		return was
	}
	if entries, sequence, err := store.Peek(ctx, dir); err == nil {
		was.entries, was.sequence = entries, max(was.sequence, sequence)
	}
	return was
}

// sequenceGap is left free after a restore over a state that could not be read:
// a number given twice would look like a fork to everybody who has the first.
const sequenceGap = 1000

// settle writes the restore into the log and fetches evidence.
func (sv *Services) settle(ctx context.Context, r Restored, was before, by Opening, person, evidence string) (Restored, error) {
	c := sv.core
	a, err := sv.Workspace.actor(ctx, person, "restore")
	if err != nil {
		return r, err
	}
	if len(by.Password) == 0 && a.Person != SetupPerson {
		if err := c.accounts.change(func(f *account.File) error { return sv.Workspace.set(f, a.Person, by.NewPassword, false) }); err != nil {
			return r, err
		}
		if err := c.accountEvent(ctx, a, "account.recover", a.Person, ""); err != nil {
			return r, err
		}
	}
	r.Lost = max(0, was.entries-r.Found)
	if was.entries < 0 {
		r.Lost, was.sequence = -1, was.sequence+sequenceGap
	}
	r.Told = r.told()
	detail, err := json.Marshal(struct {
		At   string `json:"backup"`
		Lost int64  `json:"lost"`
		Kept string `json:"kept"`
	}{r.At, r.Lost, r.Kept})
	if err != nil {
		return r, err
	}
	err = c.db.Write(ctx, a, func(tx *store.Tx) error {
		floor, err := c.db.Meta(ctx, metaSequence)
		if err != nil {
			return err
		}
		n, _ := strconv.ParseInt(floor, 10, 64) // "" = none
		if err := tx.SetMeta(ctx, metaSequence, strconv.FormatInt(max(n, was.sequence), 10)); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "restore", Article: "第二十二条", Detail: string(detail)}, "", "", "")
	})
	if err != nil {
		return r, err
	}
	if err := errors.Join(c.witnessLine(restoredLine), c.witness(ctx, c.db)); err != nil {
		return r, err
	}
	key := by.Key
	if key == "" {
		if key, err = backup.KeyFile(c.db.Dir()); err != nil {
			return r, err
		}
	}
	r.Missing, err = c.restoreEvidence(ctx, evidence, key, by.Passphrase)
	return r, err
}
