package store

import (
	"context"
	"database/sql"
	"errors"

	"shuangsuiji/backend/inspect"
)

// Decide settles a listed conflict by a named person's word. To take the
// version that lost writes its content anew on top of the head; to keep the
// head changes no aggregate. Both versions stay, and the row says what was
// decided. Errors: NotFound when nothing waits under the digest, Refused when
// there can be only one of what the version is.
func (tx *Tx) Decide(ctx context.Context, digest string, take bool, words string, e Event) error {
	var c inspect.Fork
	err := tx.tx.QueryRowContext(ctx, `SELECT noun, id, head FROM conflict WHERE digest=? AND decided=''`, digest).Scan(&c.Noun, &c.ID, &c.Head)
	if errors.Is(err, sql.ErrNoRows) {
		return inspect.E(inspect.NotFound, "没有这项待裁定的冲突").WithRef(digest).WithHint("刷新后重试：可能已经裁定")
	}
	if err != nil {
		return err
	}
	after := c.Head
	if take && c.Head == "" && c.Noun == inspect.NounSubject {
		if after, err = tx.adopt(ctx, FormRef{c.Noun, c.ID}, digest); err != nil {
			return err
		}
	} else if take {
		if after, err = tx.take(ctx, c.Noun, c.ID, digest); err != nil {
			return err
		}
	}
	if _, err := tx.tx.ExecContext(ctx, `UPDATE conflict SET decided=? WHERE digest=?`, words, digest); err != nil {
		return err
	}
	if _, err := tx.tx.ExecContext(ctx, `UPDATE conflict SET head=? WHERE noun=? AND id=? AND decided=''`, after, c.Noun, c.ID); err != nil {
		return err
	}
	return tx.log(ctx, e, c.Noun, c.ID, c.Head, after)
}

// adopt accepts the waiting versions of a register's row that an office above
// sent down, as they are: they stay its versions, so that its later ones follow.
func (tx *Tx) adopt(ctx context.Context, ref FormRef, digest string) (string, error) {
	if _, err := tx.tx.ExecContext(ctx, `UPDATE conflict SET reason=? WHERE noun=? AND id=?`, forkReason, ref.Noun, ref.ID); err != nil {
		return "", err
	}
	_, err := tx.settle(ctx, ref)
	return digest, err
}

// take writes the content of a stored version as the new head.
func (tx *Tx) take(ctx context.Context, noun inspect.Noun, id, digest string) (string, error) {
	raw, err := Stored(ctx, tx, digest)
	if err != nil {
		return "", err
	}
	v, err := ParseVersion(raw)
	if err != nil {
		return "", err
	}
	was, err := tx.find(ctx, noun, id)
	if err != nil {
		return "", err
	}
	head, err := tx.store(ctx, noun, was, Item{ID: id, Body: v.Body}, "")
	if isUnique(err) {
		return "", inspect.E(inspect.Refused, "已有另一份%s占用同一编号，不能采用这一版", noun.Label()).WithRef(id).WithHint("只能维持现有的一份；需要的内容另行登记")
	}
	return head, err
}

// Decisions lists the conflicts that were decided, the newest first.
func Decisions(ctx context.Context, r Reader) ([]inspect.Fork, error) {
	return forks(ctx, r, `decided<>'' ORDER BY at DESC, digest`)
}

func forks(ctx context.Context, r Reader, which string) ([]inspect.Fork, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT digest, noun, id, head, reason, at, decided FROM conflict WHERE `+which)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := []inspect.Fork{}
	for rows.Next() {
		var c inspect.Fork
		if err := rows.Scan(&c.Digest, &c.Noun, &c.ID, &c.Head, &c.Reason, &c.At, &c.Decided); err != nil {
			return nil, explain(err, r.ref())
		}
		list = append(list, c)
	}
	return list, explain(rows.Err(), r.ref())
}
