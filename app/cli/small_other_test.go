//go:build !linux

package cli

import "github.com/rogpeppe/go-internal/testscript"

// small and readonly are used by stories under [linux] only.
func small(ts *testscript.TestScript, _ bool, _ []string)    { ts.Fatalf("no small disk here") }
func readonly(ts *testscript.TestScript, _ bool, _ []string) { ts.Fatalf("no read-only folder here") }

func limitFiles() error { return nil }
