// Package cli is the command line: the same services as the window, without it.
//
//	ssj COMMAND [ARGUMENT...] [--OPTION VALUE...]
//
// Each command is a row of the table in commands.go: its words, its arguments,
// one sentence, what it needs (nothing, a person in a workspace, the
// device's key) and a function. run parses, opens the workspace once, signs the person
// in, unlocks the key where the command signs, and calls the function, which
// calls a service and shows what it returned. No rule stands here.
//
// # Options of every command
//
//	--workspace DIR         the workspace, default the user's own
//	--as PERSON             who does it: name, badge or id
//	--json                  results as JSON on standard output, refusals as the
//	                        Error object on standard error
//	--password-file FILE    first line of FILE is the password of --as
//	--passphrase-file FILE  first line of FILE unlocks the device's key
//
// Secrets are taken from these files, else from SSJ_PASSWORD, SSJ_NEW_PASSWORD and
// SSJ_PASSPHRASE, else they are asked for when standard input is a terminal.
//
// # Output and exit codes
//
// Results go to standard output, refusals to standard error: what is wrong,
// its article, what to do. 0 done; 1 refused or invalid; 2 wrong usage. A
// verdict (verify, doctor, audit verify, visit check) that finds something
// wrong is a result and ends with 1. An internal error also shows its cause.
//
// # References
//
// Where a command wants a thing it takes the id or what people write on paper
// (ref.go): a task's number, a plan's number, a matter's code, a document's
// number, an inspector's badge or name. A team, and the visit and result that
// belong to it, is TASK/ORDER; a draw is TASK/subjects or TASK/inspectors.
// TASK/ may be left out while the workspace holds one task only.
//
// # demo
//
// demo --out DIR does the whole main job on the invented bureau (package
// fixture) through the services and leaves two workspaces to try by hand.
package cli
