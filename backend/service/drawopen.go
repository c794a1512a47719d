package service

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// DrawOpening is one item's own line of openings.txt, handed to a firm or an
// inspector at their request. It names nobody else.
type DrawOpening struct {
	TaskNo    string `json:"taskNo"`
	Purpose   string `json:"purpose"`
	Attempt   int    `json:"attempt"`
	Statement string `json:"statement"`
	ID        string `json:"id"` // the pseudonym
	Salt      string `json:"salt"`
	Code      string `json:"code"`
	Name      string `json:"name"`
	Drawn     bool   `json:"drawn"` // among the winners, or on a team
	Text      string `json:"text"`  // all of it in words, to be printed
}

// Open gives out the line of one code in a finished draw, for the request of
// whoever is behind it, and logs that it did.
func (d *Draw) Open(ctx context.Context, a inspect.Actor, id, code, asker string) (DrawOpening, error) {
	var o DrawOpening
	if err := a.May(inspect.ActDraw); err != nil {
		return o, err
	}
	if strings.TrimSpace(asker) == "" {
		return o, inspect.E(inspect.Invalid, "没有写明是谁申请核对").WithField("asker").WithArticle("第十三条").WithHint("填写申请人，例如单位名称和经办人")
	}
	err := d.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) error {
		dr, err := store.Get[inspect.Drawing](ctx, tx, inspect.NounDraw, id)
		if err != nil {
			return err
		}
		if dr.State != inspect.DrawDone {
			return inspect.E(inspect.Refused, "本次抽取还没有结果，不能核对抽取代号").WithArticle("第十三条").WithRef(id)
		}
		files, err := d.files(ctx, tx, dr)
		if err != nil {
			return err
		}
		if err := d.whole(ctx, tx, dr, files); err != nil {
			return err
		}
		if o, err = opening(files, dr, strings.TrimSpace(code)); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "draw.open", Article: "第十三条", Reason: strings.TrimSpace(asker), Detail: "代号 " + o.ID}, inspect.NounDraw, dr.ID, "")
	})
	return o, err
}

func opening(files draw.Files, dr inspect.Drawing, code string) (DrawOpening, error) {
	o := DrawOpening{TaskNo: dr.TaskNo, Purpose: dr.Purpose, Attempt: dr.Attempt, Statement: dr.Statement, Code: code}
	var err error
	if o.ID, o.Salt, o.Name, err = draw.OpeningOf(files, code); err != nil {
		return o, err
	}
	for _, name := range []string{"winners.txt", "assignment.txt"} {
		o.Drawn = o.Drawn || bytes.Contains(files[name], []byte(o.ID))
	}
	drawn := "未抽中"
	if o.Drawn {
		drawn = "已抽中"
	}
	o.Text = fmt.Sprintf(`抽取代号核对单

任务编号：%s　第%d次抽取
声明摘要（SHA-256）：%s
名称：%s
代码：%s
盐：%s
代号：%s
结果：%s

怎样核对：
1. 代号是由盐、代码、名称算出的，任何人都可以重算：
   printf '%%s\n%%s\n%%s\n' '%s' '%s' '%s' | sha256sum
2. 在公开的抽取材料 data/draw 中查找这个代号：它在名录里，抽签值在 tickets.txt，抽中的在 winners.txt。
3. 核对 statement.json 的 SHA-256 与上面的声明摘要、与见证人留存的相同。
`, o.TaskNo, o.Attempt, o.Statement, o.Name, o.Code, o.Salt, o.ID, drawn, o.Salt, o.Code, strings.ReplaceAll(o.Name, "'", `'\''`))
	return o, nil
}
