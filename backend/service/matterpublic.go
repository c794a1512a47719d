package service

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// matterSnapshot gathers the list of matters as the public sees it (art. 7): what
// is in force or will be, and what ended and is not yet said to have.
func (p *Paper) matterSnapshot(ctx context.Context, tx *store.Tx, format string) (frozenDoc, error) {
	ms, _, err := store.List[inspect.Matter](ctx, tx, inspect.NounMatter, store.Filter{Order: "code"})
	if err != nil {
		return frozenDoc{}, err
	}
	today := inspect.LegalDate(tx.At())
	made, _, err := store.List[inspect.Publication](ctx, tx, inspect.NounPublication, store.Where("kind", string(inspect.DocMatterNotice), "ref", matterList))
	if err != nil {
		return frozenDoc{}, err
	}
	head, number, err := p.head(ctx, tx, DocKind{Kind: string(inspect.DocMatterNotice), short: "单公"}, matterList)
	if err != nil {
		return frozenDoc{}, err
	}
	head.Version = 1 // the formats of one notice share its number
	for _, m := range made {
		if m.Format == format {
			head.Version++
		}
	}
	head.Number = fmt.Sprintf("%s-%d号", number[:strings.LastIndex(number, "-")], head.Version)
	s := inspect.MatterNoticeSnapshot{DocumentHead: head, Title: head.Organ + "随机抽查事项清单", Matters: []inspect.ListedMatter{}, DatedOn: today}
	for _, m := range ms {
		if m.Unlisted || m.Standing() == inspect.MatterEnded || m.Ended == "" && m.EffectiveTo != "" && m.EffectiveTo < today {
			continue
		}
		note := []string{}
		if m.Version > 1 && m.Announced != m.Version && m.Ended == "" {
			note = append(note, "调整，自"+m.VersionFrom+"起施行")
		}
		if m.EffectiveTo != "" {
			note = append(note, "自"+m.EffectiveTo+"后失效")
		}
		s.Matters = append(s.Matters, inspect.ListedMatter{Code: m.Code, Category: m.Category, Name: m.Name, Subjects: strings.Join(m.Trades, "，"), Level: m.Level.Label(),
			Methods: strings.Join(m.Methods, "，"), Authority: m.Authority, Basis: m.Basis, Ratio: joinOr(m.Ratio, m.Upper()), Frequency: m.Frequency, Note: strings.Join(note, "；")})
	}
	if len(s.Matters) == 0 {
		return frozenDoc{}, inspect.E(inspect.Refused, "清单中没有事项，不能制作事项清单公告").WithArticle("第七条").WithHint("先导入或登记随机抽查事项清单")
	}
	return frozenDoc{s, ""}, nil
}

// matterList is what the notices of the list are filed under.
const matterList = "清单"
