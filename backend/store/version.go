package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// Version is the stored envelope of one aggregate. Its JSON bytes are exact:
// digests, packages and signatures speak of them unchanged.
type Version struct {
	Noun   inspect.Noun    `json:"noun"`
	ID     string          `json:"id"`
	Parent string          `json:"parent"` // digest of the version it replaces
	Grant  string          `json:"grant"`  // the grant a field device wrote under
	Person string          `json:"person"`
	Role   inspect.Role    `json:"role"`
	Device string          `json:"device"`
	At     string          `json:"at"`
	Body   json.RawMessage `json:"body"`
}

// Digest names exact bytes: lower-case hex SHA-256.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// ParseVersion reads an envelope strictly.
func ParseVersion(b []byte) (Version, error) {
	var v Version
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil || dec.More() || v.Noun == "" || v.ID == "" || len(v.Body) == 0 {
		return Version{}, inspect.E(inspect.Damaged, "数据版本的格式不对").Because(err)
	}
	if _, ok := projections[v.Noun]; !ok {
		return Version{}, inspect.E(inspect.Unsupported, "不认识的数据种类“%s”", v.Noun).WithHint("请升级程序后再打开")
	}
	var inner struct{ ID string }
	if err := json.Unmarshal(v.Body, &inner); err != nil || inner.ID != v.ID {
		return Version{}, inspect.E(inspect.Damaged, "数据版本的编号与内容不符").WithRef(v.ID).Because(err)
	}
	return v, nil
}

// querier is what reads share: the read pool, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row
}

// Reader is a place to read from: the Store, or a Tx that sees its own writes.
type Reader interface {
	q() querier
	ref() string
	sealed() *box
}

func (s *Store) q() querier   { return s.ro }
func (s *Store) ref() string  { return s.dir }
func (s *Store) sealed() *box { return s.box }

// Get reads the head of an aggregate. Error: NotFound.
func Get[T any](ctx context.Context, r Reader, noun inspect.Noun, id string) (T, error) {
	t, _, err := GetHead[T](ctx, r, noun, id)
	return t, err
}

// GetHead reads the head of an aggregate and its digest.
func GetHead[T any](ctx context.Context, r Reader, noun inspect.Noun, id string) (T, string, error) {
	var t T
	var digest string
	var b []byte
	p := projections[noun]
	q, done := view(r, noun)
	defer done()
	err := q.QueryRowContext(ctx, `SELECT v.digest, v.body FROM `+p.table+` n JOIN version v ON v.digest=n.head WHERE n.id=?`, id).Scan(&digest, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return t, "", inspect.E(inspect.NotFound, "没有找到这项%s", noun.Label()).WithRef(id).WithHint("它可能不在本工作区，刷新后重试")
	}
	if err != nil {
		return t, "", explain(err, r.ref())
	}
	if b, err = r.sealed().open(nil, digest, b); err != nil {
		return t, "", err
	}
	return t, digest, decode(b, &t)
}

// bodyOf is the aggregate inside the stored bytes of a version, unread: it is the
// last value of what envelope writes. nil for bytes that were written otherwise.
func bodyOf(raw []byte) []byte {
	i := bytes.Index(raw, []byte(`,"body":`))
	if i < 0 || !bytes.HasPrefix(raw, []byte(`{"noun":`)) {
		return nil
	}
	return raw[i+len(`,"body":`) : len(raw)-1]
}

func decode(b []byte, t any) error {
	if json.Unmarshal(bodyOf(b), t) == nil {
		return nil
	}
	v := struct {
		Body json.RawMessage `json:"body"`
	}{}
	if err := json.Unmarshal(b, &v); err != nil {
		return fmt.Errorf("stored version: %w", err)
	}
	if err := json.Unmarshal(v.Body, t); err != nil {
		return fmt.Errorf("stored aggregate: %w", err)
	}
	return nil
}

// Filter selects, orders and pages a list.
type Filter struct {
	Equal  []Equal // projection column = value
	Within []Within
	Faults Faults
	Search string // every blank-separated word must occur in the search text; nothing in it is special
	Order  string // projection column; "-" before it = descending; default id
	Page   int    // from 1; 0 = everything
	Size   int    // rows a page, default 50
}

// Equal is one condition of a Filter.
type Equal struct {
	Column string
	Value  any
}

// Where is a Filter with equal conditions only: column, value, column, value...
func Where(pairs ...any) Filter {
	f := Filter{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Equal = append(f.Equal, Equal{pairs[i].(string), pairs[i+1]})
	}
	return f
}

// Sorted returns f with an order.
func (f Filter) Sorted(column string) Filter { f.Order = column; return f }

// List reads the heads that match and how many there are in all.
func List[T any](ctx context.Context, r Reader, noun inspect.Noun, f Filter) ([]T, int, error) {
	if err := whole(r, noun); err != nil {
		return nil, 0, err
	}
	q, done := view(r, noun)
	defer done()
	m, err := match(ctx, q, r, noun, f)
	if err != nil {
		return nil, 0, err
	}
	order, desc := strings.CutPrefix(f.Order, "-")
	if order == "" {
		order = "id"
	}
	p := projections[noun]
	if !p.has(order) {
		return nil, 0, inspect.E(inspect.Invalid, "不能按“%s”排序", order).WithField("order")
	}
	direction := ""
	if desc {
		direction = " DESC"
	}
	// The page is cut before any body is read; a few rows found by number are
	// sorted, never looked for along the order's index (the + forbids it).
	plus := ""
	if m.few {
		plus = "+"
	}
	page := `SELECT n.id, n.head, n."` + order + `" AS k FROM ` + p.table + ` n` + m.where + ` ORDER BY ` + plus + `n."` + order + `"` + direction + `, n.id`
	total, args := -1, m.args
	if f.Page > 0 {
		if total, err = m.count(ctx, q, r, p); err != nil {
			return nil, 0, err
		}
		if f.Size <= 0 {
			f.Size = 50
		}
		page += ` LIMIT ? OFFSET ?`
		args = append(slices.Clone(args), f.Size, (f.Page-1)*f.Size)
	}
	rows, err := q.QueryContext(ctx, `SELECT v.digest, v.body FROM (`+page+`) n CROSS JOIN version v ON v.digest=n.head ORDER BY n.k`+direction+`, n.id`, args...)
	if err != nil {
		return nil, 0, explain(err, r.ref())
	}
	defer rows.Close()
	list := []T{}
	var last []byte
	for rows.Next() {
		b, err := rawBody(rows, r, last)
		if err != nil {
			return nil, 0, err
		}
		last = b
		var t T
		if err := decode(b, &t); err != nil {
			return nil, 0, err
		}
		list = append(list, t)
	}
	if total < 0 {
		total = len(list)
	}
	return list, total, explain(rows.Err(), r.ref())
}

// Each runs fn for every head of a noun, one in memory at a time.
func Each[T any](ctx context.Context, r Reader, noun inspect.Noun, fn func(T) error) error {
	return eachHead(ctx, r, noun, func(raw []byte) error {
		var t T
		if err := decode(raw, &t); err != nil {
			return err
		}
		return fn(t)
	})
}

func eachHead(ctx context.Context, r Reader, noun inspect.Noun, fn func(raw []byte) error) error {
	if err := whole(r, noun); err != nil {
		return err
	}
	q, done := view(r, noun)
	defer done()
	rows, err := q.QueryContext(ctx, `SELECT v.digest, v.body FROM `+projections[noun].table+` n JOIN version v ON v.digest=n.head`)
	if err != nil {
		return explain(err, r.ref())
	}
	defer rows.Close()
	var last []byte
	for rows.Next() {
		b, err := rawBody(rows, r, last)
		if err != nil {
			return err
		}
		last = b
		if err := fn(b); err != nil {
			return err
		}
	}
	return explain(rows.Err(), r.ref())
}

// rawBody reads the digest and the stored bytes of a row; they are the caller's
// until the next row. last is what it gave before: its room is used again.
func rawBody(rows *sql.Rows, r Reader, last []byte) ([]byte, error) {
	var digest string
	var b sql.RawBytes
	if err := rows.Scan(&digest, &b); err != nil {
		return nil, explain(err, r.ref())
	}
	if r.sealed() == nil {
		return b, nil
	}
	return r.sealed().open(last[:0], digest, b)
}

// EachBody runs fn for every head of a noun with the exact JSON of its
// aggregate, which is fn's only until it returns.
func EachBody(ctx context.Context, r Reader, noun inspect.Noun, fn func(body []byte) error) error {
	return eachHead(ctx, r, noun, func(raw []byte) error {
		if body := bodyOf(raw); body != nil {
			return fn(body)
		}
		v, err := ParseVersion(raw)
		if err != nil {
			return err
		}
		return fn(v.Body)
	})
}

// HeadOf is the digest of an aggregate's head, "" when there is none.
func HeadOf(ctx context.Context, s *Store, noun inspect.Noun, id string) (string, error) {
	q, done := view(s, noun)
	defer done()
	r, err := scanRow(q.QueryRowContext(ctx, projections[noun].find, id))
	return r.head, explain(err, s.dir)
}

// Count counts the heads that match.
func Count(ctx context.Context, r Reader, noun inspect.Noun, f Filter) (int, error) {
	if err := whole(r, noun); err != nil {
		return 0, err
	}
	q, done := view(r, noun)
	defer done()
	m, err := match(ctx, q, r, noun, f)
	if err != nil {
		return 0, err
	}
	return m.count(ctx, q, r, projections[noun])
}

// History lists every version of an aggregate, oldest first, as stored bytes.
func History(ctx context.Context, r Reader, noun inspect.Noun, id string) ([][]byte, error) {
	rows, err := r.q().QueryContext(ctx, `SELECT digest, body FROM version WHERE noun=? AND id=? ORDER BY rowid`, noun, id)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	list := [][]byte{}
	for rows.Next() {
		b, err := rawBody(rows, r, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, bytes.Clone(b))
	}
	return list, explain(rows.Err(), r.ref())
}

// Stored reads a version's exact bytes by digest. Error: NotFound.
func Stored(ctx context.Context, r Reader, digest string) ([]byte, error) {
	var b []byte
	err := r.q().QueryRowContext(ctx, `SELECT body FROM version WHERE digest=?`, digest).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, inspect.E(inspect.NotFound, "没有找到数据版本 %.12s", digest).WithRef(digest)
	}
	if err != nil {
		return nil, explain(err, r.ref())
	}
	return r.sealed().open(nil, digest, b)
}

// HeadBytes reads the exact bytes of an aggregate's head. Error: NotFound.
func HeadBytes(ctx context.Context, r Reader, noun inspect.Noun, id string) ([]byte, error) {
	var b []byte
	var digest string
	q, done := view(r, noun)
	defer done()
	err := q.QueryRowContext(ctx, `SELECT v.digest, v.body FROM `+projections[noun].table+` n JOIN version v ON v.digest=n.head WHERE n.id=?`, id).Scan(&digest, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, inspect.E(inspect.NotFound, "没有找到这项%s", noun.Label()).WithRef(id)
	}
	if err != nil {
		return nil, explain(err, r.ref())
	}
	return r.sealed().open(nil, digest, b)
}
