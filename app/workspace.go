package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Options say what the shell opens.
type Options struct {
	Workspace string // folder of the workspace
	Addr      string // serve: loopback address, "127.0.0.1:0" takes a free port
	Open      bool   // serve: opens the page in the default browser
	SafeMode  bool   // window: no GPU, for PCs with a broken display driver
	// Passphrase unlocks the device key as soon as somebody signs in; without it a
	// page asks.
	Passphrase []byte
}

// workspace is an open workspace: what the sessions of one process share.
type workspace struct {
	dir  string
	log  *slog.Logger
	file *logFile
	sv   *service.Services
	stop func() // ends the backups made on their own, and waits
}

// openWorkspace opens the workspace for this process and whoever signs in first.
func openWorkspace(ctx context.Context, o Options, by service.Credentials, session string, file *logFile) (*workspace, inspect.Actor, error) {
	abs, err := filepath.Abs(o.Workspace)
	if err != nil {
		return nil, inspect.Actor{}, workspaceError(o.Workspace, err)
	}
	sv, a, err := service.Enter(ctx, abs, by, session, service.Options{})
	if err != nil {
		return nil, a, err
	}
	w, err := withLog(abs, sv, file)
	return w, a, err
}

// withLog adds the log, which may be open already, to opened services, and closes
// them when it cannot.
func withLog(dir string, sv *service.Services, file *logFile) (*workspace, error) {
	if file == nil {
		var err error
		if file, err = openLog(filepath.Join(dir, "logs"), time.Now); err != nil {
			return nil, errors.Join(workspaceError(dir, err), sv.Close())
		}
	}
	w := &workspace{dir: dir, log: file.logger(), file: file, sv: sv}
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { w.keepBackups(ctx) })
	w.stop = func() { cancel(); done.Wait() }
	return w, nil
}

// Close makes the day's backup when one is due and releases the workspace.
func (w *workspace) Close() error {
	w.stop()
	w.autoBackup(context.Background(), backupClosed)
	return errors.Join(w.sv.Close(), w.file.Close())
}

func workspaceError(dir string, err error) error {
	e := inspect.E(inspect.Storage, "打不开工作区 %s", dir).WithRef(dir).Because(err)
	if errors.Is(err, os.ErrPermission) {
		return e.WithHint("对该文件夹没有写入权限；请换一个文件夹，或请管理员放开权限")
	}
	return e.WithHint("请确认磁盘在位、未写满、路径可写")
}
