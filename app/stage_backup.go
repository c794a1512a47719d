package app

import (
	"context"
	"path/filepath"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Backup is the page's view of 备份.
type Backup struct{ s *Session }

// State tells how well the workspace is covered.
func (x *Backup) State() (service.BackupState, error) {
	return call(x.s, "Backup.State", func(ctx context.Context, a inspect.Actor) (service.BackupState, error) {
		return x.s.ws.sv.Backup.State(ctx, a)
	})
}

// Make writes a backup as a job; out "" = into the backups folder and to the
// second place.
func (x *Backup) Make(out string) (string, error) {
	return startJob(x.s, "Backup.Make", "备份", func(ctx context.Context, a inspect.Actor, tell progress) (string, error) {
		return x.s.ws.sv.Backup.Make(ctx, a, out, func(done, total int64) { tell(done, total, "正在加密写出") })
	})
}

// SetPlace sets the second place, "" = none.
func (x *Backup) SetPlace(folder string) error {
	return do(x.s, "Backup.SetPlace", func(ctx context.Context, a inspect.Actor) error {
		return x.s.ws.sv.Backup.SetPlace(ctx, a, folder)
	})
}

// Check is the drill as a job: it opens a backup, verifies it and removes it
// again; Checked gives the outcome.
func (x *Backup) Check(file, passphrase string) (string, error) {
	return startJob(x.s, "Backup.Check", "试恢复", func(ctx context.Context, a inspect.Actor, tell progress) (service.Restored, error) {
		if err := a.May(inspect.ActSettings); err != nil {
			return service.Restored{}, err
		}
		tell(0, 0, "正在解密并查验")
		return service.CheckBackup(ctx, filepath.Join(x.s.ws.dir, "backups"), service.Opening{File: file, Passphrase: []byte(passphrase)}, service.Options{})
	})
}

// Checked is what a finished Check found.
func (x *Backup) Checked(job string) (service.Restored, error) {
	return call(x.s, "Backup.Checked", func(context.Context, inspect.Actor) (service.Restored, error) {
		return jobResult[service.Restored](x.s, job)
	})
}

// RestoreForm is what a restore needs.
type RestoreForm struct {
	File       string `json:"file"`
	Passphrase string `json:"passphrase"`
	Key        string `json:"key"`      // key file of the office above, "" = the one in the backup
	Person     string `json:"person"`   // who restores: name, badge or id of an account in the backup
	Password   string `json:"password"` // of that person, "" = not known, then NewPassword
	Fresh      string `json:"newPassword"`
	Evidence   string `json:"evidence"` // the device's folder at the second place, "" = none
}

// Restore puts a backup into the session's folder, which holds no workspace or
// one that cannot be opened. An open workspace is refused: it is in use.
func (s *Session) Restore(form RestoreForm) (service.Restored, error) {
	problem := s.open()
	return protect(s.log(), "Session.Restore", func() (service.Restored, error) {
		s.mu.Lock()
		open, failed := s.ws != nil, s.failed
		s.mu.Unlock()
		damaged := failed != nil && inspect.CodeOf(failed) == inspect.Damaged
		if open || problem == nil && !damaged || problem != nil && inspect.CodeOf(problem) == inspect.Busy {
			return service.Restored{}, inspect.E(inspect.Refused, "本窗口的工作区正在使用，不能被替换").
				WithHint("确要退回到备份的状态：退出程序，在命令行运行 ssj restore")
		}
		folder, err := filepath.Abs(s.options.Workspace)
		if err != nil {
			return service.Restored{}, workspaceError(s.options.Workspace, err)
		}
		by := service.Opening{File: form.File, Key: form.Key, Passphrase: []byte(form.Passphrase), Password: []byte(form.Password), NewPassword: []byte(form.Fresh)}
		return service.Restore(s.ctx, folder, by, form.Person, form.Evidence, service.Options{})
	})
}

// How old a backup may get while the program is open, and when it is closed.
const (
	backupEvery  = 4 * time.Hour
	backupClosed = 15 * time.Minute
	backupLook   = 10 * time.Minute // between two looks at the clock
)

// keepBackups makes backups on its own until ctx ends. What goes wrong stands on
// the page of backups and in the log.
func (w *workspace) keepBackups(ctx context.Context) {
	tick := time.NewTicker(backupLook)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.autoBackup(ctx, backupEvery)
		}
	}
}

func (w *workspace) autoBackup(ctx context.Context, age time.Duration) {
	_, _ = protect(w.log, "Backup.Auto", func() (struct{}, error) { return struct{}{}, w.sv.Backup.Auto(ctx, age) })
}
