package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// proofOf tells the reader of a task's notice who drew, how often, and how to
// compute it again. Of a draw of the platform's nothing of that is claimed.
func proofOf(ctx context.Context, r store.Reader, t inspect.Task) (string, error) {
	if t.Origin == inspect.OriginPlatform {
		return "本次名单由监管平台抽取。", nil
	}
	all, _, err := store.List[inspect.Drawing](ctx, r, inspect.NounDraw, store.Where("task", t.ID, "purpose", string(draw.PurposeSubjects)).Sorted("attempt"))
	if err != nil || len(all) == 0 {
		return "", err
	}
	last := all[len(all)-1]
	text := fmt.Sprintf("本次名单在本机公开抽取，第%d次抽取，共%d次", last.Attempt, len(all))
	if len(all) > 1 {
		text += "（此前作废的抽取及其理由一并留存）"
	}
	return text + fmt.Sprintf("；抽取声明摘要（SHA-256）%s，公共随机输入 %s（%s）。抽取材料随公告提供，任何人可用其中的脚本重算核验；待平台确认。",
		last.Statement, last.PublicInput, last.InputNote), nil
}
