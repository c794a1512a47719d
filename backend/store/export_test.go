package store

import (
	"database/sql"
	"io/fs"
)

// Writer is the one writing connection, for tests that limit it.
func (s *Store) Writer() *sql.DB { return s.rw }

// MigrateWith runs other migrations than the built-in ones on a closed
// workspace's file.
func MigrateWith(dir string, o Options, from fs.FS) error {
	s := &Store{dir: dir, now: o.Now}
	return s.migrate(dir+"/data.db", o, from)
}

// BuiltIn are the migrations of this build.
var BuiltIn fs.FS = migrations

// DSN is the connection string of a file.
var DSN = dsn

// Head is what chain chooses, by digest; a link is written digest, parent, at,
// and "own" or "".
func Head(links [][4]string) []string {
	list := []link{}
	for _, l := range links {
		list = append(list, link{l[0], l[1], l[2], l[3] == "own"})
	}
	return chain(list)
}
