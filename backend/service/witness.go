package service

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// witnessFile stands beside the database and holds heads of the log, "SIZE ROOT"
// a line, as they were when packages left, checkpoints were handed out and the
// workspace was closed. A database that was put back to an older copy, or
// written anew, does not agree with it. It is no proof against whoever changes
// both; the packages and the peers are.
const witnessFile = "checkpoints.txt"

// restoredLine begins what counts after a restore from a backup.
const restoredLine = "restored"

// witness adds the present head.
func (c *core) witness(ctx context.Context, r store.Reader) error {
	cp, err := c.checkpoint(ctx, r)
	if err != nil || cp.Size == 0 {
		return err
	}
	line := fmt.Sprintf("%d %x", cp.Size, cp.Root[:])
	if was, err := os.ReadFile(c.path(witnessFile)); err == nil && strings.HasSuffix(strings.TrimRight(string(was), "\n"), line) {
		return nil
	}
	return c.witnessLine(line)
}

func (c *core) witnessLine(line string) error {
	path := c.path(witnessFile)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.WriteString(line + "\n")
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return inspect.E(inspect.Storage, "写不进检查点记录：%s", path).WithRef(path).Because(err).WithHint("检查磁盘是否已满、文件夹是否只读")
	}
	return nil
}

// checkWitness holds the log to the heads that were noted: what it says of them
// now must be the same.
func (c *core) checkWitness(ctx context.Context, r store.Reader) ([]string, error) {
	out := []string{}
	raw, err := os.ReadFile(c.path(witnessFile))
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return out, inspect.E(inspect.Storage, "读不出检查点记录").WithRef(witnessFile).Because(err)
	}
	now, err := c.checkpoint(ctx, r)
	if err != nil {
		return out, err
	}
	if at := bytes.LastIndex(raw, []byte(restoredLine)); at >= 0 {
		raw = raw[at+len(restoredLine):]
	}
	hashes := store.Hashes(ctx, r)
	for line := range strings.Lines(string(raw)) {
		var size int64
		var root string
		if n, _ := fmt.Sscanf(line, "%d %s", &size, &root); n != 2 {
			continue // cut off by a power failure: the next line counts
		}
		if len(root) != 64 || size < 1 {
			continue
		}
		if size > now.Size {
			out = append(out, fmt.Sprintf("数据库被换回了旧的：曾有%d条留痕（检查点 %d-%.16s），现在只有%d条", size, size, root, now.Size))
			break
		}
		got, err := audit.Root(size, hashes)
		if err != nil {
			return out, err
		}
		if is := fmt.Sprintf("%x", got[:]); is != root {
			out = append(out, fmt.Sprintf("前%d条留痕被整体改写：检查点曾是 %d-%.16s，现在是 %d-%.16s", size, size, root, size, is))
			break
		}
	}
	return out, nil
}
