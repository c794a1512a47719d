// Package app is the shell around the services: the window (Wails) and its
// stand-in on loopback (serve). It holds no rules and no data of its own.
//
// # Bound structs
//
// A page talks to Go through bound structs, one per stage (Session, Jobs,
// Library, ...). Bound lists them; they are built once per session, so that
// every method knows who is asking. The window has one session, serve one per
// token. Both call the same methods on the same structs with the same
// arguments, and answer with the same bytes.
//
// A bound method is three lines: it hands a closure to call, which waits until
// the workspace is open, recovers panics, logs and formats the error. Only
// Session.Info and Session.Setup answer in a folder without a workspace; a
// folder that another process holds is tried again at each call. Rules,
// enforced by a test over all bound structs:
//
//   - no context parameter, no variadic, at most (T, error);
//   - concrete types only: no maps, no interfaces, no times, no bytes; dates and
//     instants are strings (instants 2006-01-02T15:04:05.000Z);
//   - exported fields carry a json name; slices are never nil on arrival.
//
// TypeScript for them (frontend/src/api/generated.ts) is written from
// reflection: `go test ./app -run Generated -update`. Without -update the same
// test fails when the file has drifted.
//
// # Errors
//
// Whatever goes wrong becomes an inspect.Error in JSON: {code, message, hint,
// field, article, ref}. The page never sees a Go error text. What is not an
// inspect.Error is 内部错误 to the person and the truth in the log.
//
// # Jobs
//
// Long work is a job: a bound method starts it and returns its id at once;
// "job" events tell how far it is, at most ten a second and always the last
// one; Jobs.Cancel stops it; the typed result is fetched by a method of the
// stage that started it.
//
// # Serve
//
// serve listens on loopback only. Its address is printed with a random token.
// The token travels in the Authorization header of every POST; links that a
// browser opens by itself (events, media) carry a key derived from the token
// and valid for that one path. Host, Origin and Sec-Fetch-Site are checked, so
// that no other page in the same browser can reach it. No GET changes
// anything.
//
// # Log
//
// logs/ in the workspace: method, duration, error code and technical cause of
// each call. Arguments and results are never logged. Ten files of 2 MB.
package app
