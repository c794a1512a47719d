package store

import (
	"context"
	"database/sql"

	"shuangsuiji/backend/inspect"
)

// past is a noun as it was before the import that is being stored.
type past struct {
	noun    inspect.Noun
	tx      *sql.Tx // a reader that began before; nil = the workspace was opened in the middle of it
	readers int
	over    bool
	why     error // it could not be stored to its end; nil = it is being stored
}

// freeze lets readers of a noun see it as it is now until thaw, and writers of
// it wait.
func (s *Store) freeze(ctx context.Context, noun inspect.Noun) error {
	s.mu.Lock()
	left := s.past // of an import that could not be stored to its end
	s.mu.Unlock()
	if left != nil {
		return s.settled(left.noun)
	}
	tx, err := s.ro.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM bulk`).Scan(&n); err != nil { // only now the reader begins
		tx.Rollback()
		return err
	}
	s.mu.Lock()
	s.past = &past{noun: noun, tx: tx}
	s.mu.Unlock()
	return nil
}

// thaw shows the noun as it has become.
func (s *Store) thaw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.past
	s.past, p.over = nil, true
	if p.readers == 0 {
		p.close()
	}
}

// close lets go of a past that an import left.
func (p *past) close() {
	if p != nil && p.tx != nil {
		p.tx.Rollback() // a reader
	}
}

// view is where to read a noun from; done must be called after reading.
func view(r Reader, noun inspect.Noun) (q querier, done func()) {
	s, ok := r.(*Store)
	if !ok {
		return r.q(), func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.past
	if p == nil || p.noun != noun || p.tx == nil {
		return s.ro, func() {}
	}
	p.readers++
	return p.tx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if p.readers--; p.readers == 0 && p.over {
			p.close()
		}
	}
}

// whole refuses a transaction that would decide by the whole of a noun that is
// being imported: it sees the half.
func whole(r Reader, noun inspect.Noun) error {
	if tx, ok := r.(*Tx); ok {
		return tx.s.settled(noun)
	}
	return nil
}

// settled refuses a noun that is being imported.
func (s *Store) settled(noun inspect.Noun) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.past == nil || s.past.noun != noun {
		return nil
	}
	if s.past.why != nil {
		return inspect.E(inspect.Refused, "有一次已确认的导入还没有全部入库，在此之前不能改动%s，也不能据以抽取", noun.Label()).Because(s.past.why).
			WithHint("排除原因（如腾出磁盘空间、插回移动盘）后在名录库页点“接着入库”，或运行 import resume")
	}
	return inspect.E(inspect.Busy, "正在导入%s，入库完成之前不能改动它，也不能据以抽取", noun.Label()).WithHint("通常只需几秒，请稍候再试")
}
