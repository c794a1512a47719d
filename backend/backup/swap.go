package backup

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
)

// Incoming is where a restore unpacks. One of two files in it says how far it
// has come: verified, all of it may take the workspace's place; placing, the
// workspace's own parts have gone and the new ones follow.
const (
	Incoming = "restore.partial"
	verified = "VERIFIED"
	placing  = "PLACING"
)

// parts are what a restore replaces, the database last: until it is in place,
// the folder holds no workspace. Evidence, packages, backups and the program's
// log stay.
func parts() []string {
	return append(slices.Clone(Folders), "keys", accountFile, dataFile+"-wal", dataFile+"-shm", dataFile)
}

// Swap puts the unpacked and verified backup in dir/restore.partial into the
// workspace's place; what was there goes to the folder dir/kept. The caller
// holds the workspace's lock and has closed both databases.
func Swap(dir, kept string) error {
	mark := filepath.Join(dir, Incoming, verified)
	f, err := os.OpenFile(mark, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return cannotRestore(mark, err)
	}
	_, err = f.WriteString(kept)
	if err := errors.Join(err, f.Sync(), f.Close(), disk.SyncDir(filepath.Dir(mark))); err != nil {
		return cannotRestore(mark, err)
	}
	return Finish(dir)
}

// Finish ends what an earlier restore of this folder began: one that was
// verified is put in place, a half one is removed. The caller holds the
// workspace's lock.
func Finish(dir string) error {
	in := filepath.Join(dir, Incoming)
	if _, err := os.Stat(filepath.Join(in, placing)); err != nil {
		kept, err := os.ReadFile(filepath.Join(in, verified))
		switch {
		case errors.Is(err, os.ErrNotExist):
			return remove(in)
		case err != nil:
			return cannotRestore(in, err)
		case !filepath.IsLocal(string(kept)):
			return inspect.E(inspect.Damaged, "恢复的登记被改动：%s", in).WithRef(in).WithHint("报告管理员；工作区没有改动")
		}
		if err := moveAll(dir, filepath.Join(dir, string(kept))); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(in, verified), filepath.Join(in, placing)); err != nil {
			return cannotRestore(in, err)
		}
		if err := disk.SyncDir(in); err != nil {
			return err
		}
	}
	if err := moveAll(in, dir); err != nil {
		return err
	}
	return remove(in)
}

func remove(in string) error {
	if err := os.RemoveAll(in); err != nil {
		return cannotRestore(in, err)
	}
	return nil
}

// moveAll moves the parts that are still in one folder to the other.
func moveAll(from, to string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return cannotRestore(to, err)
	}
	for _, p := range parts() {
		err := os.Rename(filepath.Join(from, p), filepath.Join(to, p))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return cannotRestore(filepath.Join(to, p), err)
		}
	}
	return errors.Join(disk.SyncDir(from), disk.SyncDir(to))
}
