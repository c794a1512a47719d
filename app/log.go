package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"
)

const (
	logFileBytes = 2 << 20
	logFilesKept = 10
)

// logFile is an io.Writer over numbered files in one folder. A full file is
// followed by a new one named by its time, the oldest are removed, and none is
// ever renamed (Windows forbids renaming what somebody reads).
type logFile struct {
	mu   sync.Mutex
	dir  string
	now  func() time.Time
	file *os.File
	size int64
}

// openLog continues the newest log in dir, which is made when missing.
func openLog(dir string, now func() time.Time) (*logFile, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	l := &logFile{dir: dir, now: now}
	names, err := l.names()
	if err != nil {
		return nil, err
	}
	name := l.freshName()
	if len(names) > 0 {
		name = names[len(names)-1]
	}
	return l, l.open(name)
}

// logger writes what somebody needs to find a fault: no arguments, no results.
func (l *logFile) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size > 0 && l.size+int64(len(p)) > logFileBytes {
		if err := l.roll(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(p)
	l.size += int64(n)
	return n, err
}

// Close ends the log.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close()
}

func (l *logFile) roll() error {
	if err := l.file.Close(); err != nil {
		return err
	}
	if err := l.open(l.freshName()); err != nil {
		return err
	}
	names, err := l.names()
	if err != nil {
		return err
	}
	for len(names) > logFilesKept {
		if err := os.Remove(filepath.Join(l.dir, names[0])); err != nil {
			return err
		}
		names = names[1:]
	}
	return nil
}

func (l *logFile) open(name string) error {
	f, err := os.OpenFile(filepath.Join(l.dir, name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return err
	}
	l.file, l.size = f, info.Size()
	return nil
}

func (l *logFile) freshName() string {
	return l.now().UTC().Format("20060102T150405.000000000Z") + ".log"
}

// names lists the log files, oldest first.
func (l *logFile) names() ([]string, error) {
	entries, err := os.ReadDir(l.dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".log") {
			names = append(names, e.Name())
		}
	}
	sort.Strings(names)
	return names, nil
}
