package app

// Bound is every struct a page may call, built for one session: the window
// binds them, serve dispatches to them, the TypeScript is generated from them.
func Bound(s *Session) []any {
	return []any{
		s,
		&Jobs{s},
		&Home{s},
		&Library{s},
		&Plan{s},
		&Task{s},
		&Exception{s},
		&Draw{s},
		&Team{s},
		&Approval{s},
		&Assign{s},
		&Dispatch{s},
		&Visit{s},
		&Evidence{s},
		&Paper{s},
		&Scan{s},
		&Phrases{s},
		&Template{s},
		&Font{s},
		&Numbers{s},
		&Dossier{s},
		&Result{s},
		&Publish{s},
		&Trust{s},
		&Trace{s},
		&Backup{s},
		&Report{s},
		&Settings{s},
	}
}
