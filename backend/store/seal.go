package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"database/sql"
	"encoding/base64"
	"errors"

	"shuangsuiji/backend/inspect"
)

// KeySize is the length of the key that seals a workspace, in bytes.
const KeySize = 32

// box seals what speaks of people: AES-256-GCM under the workspace's key, 12
// random bytes first (NIST SP 800-38D allows 2^32 of them a key). What a text is
// sealed for, its digest or its place, is authenticated with it, so that rows
// cannot change places. nil = the workspace is not sealed, and texts pass as they are.
type box struct{ aead cipher.AEAD }

func newBox(key []byte) (*box, error) {
	if len(key) != KeySize {
		return nil, errors.New("store: the key of a workspace has 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return &box{aead}, err
}

func (x *box) seal(of string, b []byte) []byte {
	if x == nil {
		return b
	}
	return x.aead.Seal(nil, nil, b, []byte(of))
}

// open is seal undone; to is where the text may be put, as in append.
func (x *box) open(to []byte, of string, b []byte) ([]byte, error) {
	if x == nil {
		return b, nil
	}
	out, err := x.aead.Open(to, nil, b, []byte(of))
	if err != nil {
		return nil, inspect.E(inspect.Damaged, "封存的内容 %.12s 打不开：被改动，或不是本工作区的密钥", of).WithRef(of).
			WithHint("运行 doctor 查验，报告管理员，由其核对最近的备份后处理")
	}
	return out, nil
}

// sealText and openText are for columns of text.
func (x *box) sealText(of, text string) string {
	if x == nil {
		return text
	}
	return base64.StdEncoding.EncodeToString(x.seal(of, []byte(text)))
}

func (x *box) openText(of, text string) (string, error) {
	if x == nil {
		return text, nil
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err == nil {
		b, err = x.open(nil, of, b)
	}
	if err != nil {
		_, err = x.open(nil, of, nil) // says what is wrong
	}
	return string(b), err
}

// openPair opens what a field said before and after a change.
func (x *box) openPair(noun inspect.Noun, id, path, old, value string) (string, string, error) {
	of := fieldPlace(noun, id, path)
	old, err := x.openText(of, old)
	if err != nil {
		return "", "", err
	}
	value, err = x.openText(of, value)
	return old, value, err
}

// fieldPlace is what the text of a field is sealed for.
func fieldPlace(noun inspect.Noun, id, path string) string {
	return string(noun) + "/" + id + "/" + path
}

// Seal seals the bytes of a file of the workspace that is named by a digest.
func (s *Store) Seal(digest string, b []byte) []byte { return s.box.seal(digest, b) }

// Unseal is Seal undone. Error: Damaged.
func (s *Store) Unseal(digest string, b []byte) ([]byte, error) { return s.box.open(nil, digest, b) }

// Sealed tells whether what speaks of people is sealed here.
func (s *Store) Sealed() bool { return s.box != nil }

// sealedMeta holds a few bytes sealed under the workspace's key: which key it is.
const sealedMeta = "sealed"

// sealAll decides once, on opening, whether this is a sealed workspace. A key
// given to one that is not yet seals what is there, in one transaction.
// Errors: Forbidden without the key, Damaged for another one.
func (s *Store) sealAll(ctx context.Context, key []byte) error {
	mark, err := s.Meta(ctx, sealedMeta)
	if err != nil || mark == "" && key == nil {
		return err
	}
	if key == nil {
		return inspect.E(inspect.Forbidden, "工作区已封存，要先登录才能打开").WithRef(s.dir).WithHint("用自己的密码登录")
	}
	x, err := newBox(key)
	if err != nil {
		return err
	}
	if mark != "" {
		if _, err := x.openText(sealedMeta, mark); err != nil {
			return inspect.E(inspect.Damaged, "这不是本工作区的密钥").WithRef(s.dir).Because(err).WithHint("accounts.json 与 data.db 须是同一工作区的；被替换的，用最近一次备份恢复")
		}
		s.box = x
		return nil
	}
	if err := s.write(ctx, inspect.Actor{}, func(tx *Tx) error { return tx.sealRows(ctx, x) }); err != nil {
		return err
	}
	s.box = x
	return s.Scrub(ctx) // what stood open is in free pages and in SQLite's log
}

// sealRows seals every row that a workspace had before it was sealed.
func (tx *Tx) sealRows(ctx context.Context, x *box) error {
	const guard = "version_no_update"
	var made string
	if err := tx.row(ctx, `SELECT sql FROM sqlite_master WHERE type='trigger' AND name=?`, guard).Scan(&made); err != nil {
		return err
	}
	if err := tx.exec(ctx, `DROP TRIGGER `+guard); err != nil {
		return err
	}
	steps := []struct {
		read, write string
		row         func(*sql.Rows) (key any, vals []any, err error)
	}{
		{`SELECT rowid, digest, body FROM version WHERE rowid>? ORDER BY rowid LIMIT 500`, `UPDATE version SET body=? WHERE rowid=?`, sealBody(x)},
		{`SELECT rowid, digest, body FROM blob WHERE rowid>? ORDER BY rowid LIMIT 50`, `UPDATE blob SET body=? WHERE rowid=?`, sealBody(x)},
		{`SELECT rowid, bulk, body FROM bulk_part WHERE rowid>? ORDER BY rowid LIMIT 5`, `UPDATE bulk_part SET body=? WHERE rowid=?`, sealBody(x)},
		{`SELECT seq, noun, id, path, old, new FROM edit WHERE seq>? ORDER BY seq LIMIT 500`, `UPDATE edit SET old=?, new=? WHERE seq=?`, sealEdit(x)},
	}
	for _, step := range steps {
		if err := tx.sealEach(ctx, step.read, step.write, step.row); err != nil {
			return err
		}
	}
	// A field says what its last edit says, to the byte.
	if err := tx.exec(ctx, `UPDATE draft SET value=(SELECT new FROM edit e WHERE e.noun=draft.noun AND e.id=draft.id AND e.path=draft.path AND e.stale=0 ORDER BY seq DESC LIMIT 1)`); err != nil {
		return err
	}
	if err := tx.exec(ctx, made); err != nil {
		return err
	}
	return tx.SetMeta(ctx, sealedMeta, x.sealText(sealedMeta, "1"))
}

func (tx *Tx) sealEach(ctx context.Context, read, write string, row func(*sql.Rows) (any, []any, error)) error {
	for after, n := any(int64(-1)), 1; n > 0; {
		rows, err := tx.tx.QueryContext(ctx, read, after)
		if err != nil {
			return err
		}
		list := [][]any{}
		for rows.Next() {
			key, vals, err := row(rows)
			if err != nil {
				rows.Close()
				return err
			}
			after, list = key, append(list, append(vals, key))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		for _, args := range list {
			if err := tx.exec(ctx, write, args...); err != nil {
				return err
			}
		}
		n = len(list)
	}
	return nil
}

func sealBody(x *box) func(*sql.Rows) (any, []any, error) {
	return func(rows *sql.Rows) (any, []any, error) {
		var key int64
		var of string
		var b []byte
		err := rows.Scan(&key, &of, &b)
		return key, []any{x.seal(of, b)}, err
	}
}

func sealEdit(x *box) func(*sql.Rows) (any, []any, error) {
	return func(rows *sql.Rows) (any, []any, error) {
		var key int64
		var noun, id, path, old, now string
		err := rows.Scan(&key, &noun, &id, &path, &old, &now)
		of := fieldPlace(inspect.Noun(noun), id, path)
		return key, []any{x.sealText(of, old), x.sealText(of, now)}, err
	}
}
