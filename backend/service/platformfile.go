package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"

	"shuangsuiji/backend/inspect"
)

// SavedOrigin is a copy of the platform's list as it was imported.
type SavedOrigin struct {
	File   string `json:"file"` // where it was written
	Name   string `json:"name"` // as it was imported, "" in older workspaces
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// SaveOrigin copies the platform's list that a task was made from to a place of
// the user's choice, byte for byte as it was imported (art. 13, 22). A list whose
// bytes no longer match its digest is not given out.
func (t *Task) SaveOrigin(ctx context.Context, a inspect.Actor, ref, out string) (SavedOrigin, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return SavedOrigin{}, err
	}
	task, err := t.c.task(ctx, t.c.db, ref)
	if err != nil {
		return SavedOrigin{}, err
	}
	if task.OriginFile == "" {
		return SavedOrigin{}, inspect.E(inspect.Refused, "任务%s没有导入过平台名单", task.No).WithArticle("第十三条").WithRef(task.ID).WithHint("平台抽取的任务导入名单之后才有留存的文件")
	}
	b, err := os.ReadFile(t.c.media.Path(task.OriginFile))
	if err != nil {
		hint := "从备份恢复工作区，或向平台重新取得名单"
		if task.Unit != "" {
			hint = "分派来的任务，名单文件留存在派发单位"
		}
		return SavedOrigin{}, inspect.E(inspect.NotFound, "本机没有留存平台名单文件").WithRef(task.OriginFile).WithHint("%s", hint).Because(err)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != task.OriginFile {
		return SavedOrigin{}, inspect.E(inspect.Damaged, "留存的平台名单文件与登记的摘要不符").WithRef(task.OriginFile).WithHint("不要使用；从备份恢复工作区，并报告管理员查验")
	}
	return SavedOrigin{File: out, Name: task.OriginName, SHA256: task.OriginFile, Size: int64(len(b))}, writeFile(out, b)
}
