// Package backend holds no code: this page is the map of the program's Go half,
// and says what is true now.
//
// # Layers
//
//	inspect    nouns, roles, states, rules, errors            standard library only
//	account audit backup calendar code disk draw media pack pdf publish sheet trust word
//	           leaf packages: one field each, no database, no clock of their own
//	store      SQLite: versions, projections, drafts, the audit log's rows
//	service    the only API: role check, rules, one transaction, audit entry
//	fixture    the invented demo bureau, as files
//
// app (the window and its loopback server) and app/cli (the command line) call
// service and inspect and nothing below. layers_test.go holds the import
// rules, each with its reason, and fails on a new arrow.
//
// # One subject's way
//
// A row of the register file is read by sheet (which column is which is decided
// by its title), becomes an inspect.Subject in service/importrows.go, and a
// version in store: exact JSON bytes, named by their SHA-256, with an audit
// leaf in the same transaction. service/draw.go freezes the pool: draw turns
// code and name into a salted pseudonym, so that frame.txt can be published.
// After the reveal the winner's register id is found again through the
// Drawing's own table and stands in Task.Winners, which cannot change once
// the task is locked. The team, the visit, the result and the documents carry
// that id; pdf and publish print name and code from frozen snapshots.
//
// # One keystroke's way
//
// The page waits 300 ms after the last key (a second at most while typing goes
// on) and calls Visit.Save(path, value,
// rev). app passes it on unchanged; service checks role, path and state;
// store.SaveField writes the draft row and the edit row in one transaction on
// the single writer connection (WAL, synchronous=FULL) and answers after the
// commit was synced. Only then does the page show 已保存. Leaving the form
// covers its edits with one audit leaf, and so do five minutes in an open one;
// finishing the visit turns all fields
// into one frozen version.
//
// # Who may write what
//
// Every aggregate has one owner. The office owns lists, plans, tasks, draws,
// teams and approvals; a laptop owns the visits, evidence, documents and
// results of the teams granted to it. A grant names the device's certificate
// and an epoch; service/allow.go judges each version of a package by the newest
// grant of its team, and store.Merge keeps what is not accepted as a listed
// conflict until a named person decides (service/conflict.go). A 任务执行单位 with
// an office of its own gets its share of a locked list as a task of its own,
// with one owner, so that it never forks the bureau's task (service/unit.go,
// assign.go). Its part of the registers goes down as a package of histories, so
// that the next one updates it; a row that the unit has otherwise is such a
// conflict (service/librarypack.go). Two things begin on a laptop and end in the office: a 非随机检查 that
// could not wait for a package (service/fieldcheck.go) brings its own task, team
// and grant, is judged whole by service/fieldreturn.go, and is the office's from
// then on; a replacement told by phone (service/phoned.go) changes no stored team
// there, but stands beside it as 待核 until the amend package settles it.
//
// A laptop passes an unfinished visit on by a grant of its own, within the epoch of
// the one it holds (inspect.Grant.Hand): its signed slip vouches for it and for
// what it wrote before, and travels on with the visit (service/handover.go,
// handtake.go). What the office issues again always comes after. A lost device's
// versions are kept and listed, whatever grant they name (service/loss.go).
//
// # What leaves a laptop
//
// The office writes a Receipt for every result package: the digests of its
// versions and files. service/wipe.go erases a task only when the receipts name
// everything of it; store.Wipe keeps the digests in table wiped, which alone lets
// a version be deleted, and the audit leaf "wipe" vouches for that list. Files to
// erase stand in table discard until they are gone, so a crash only delays them.
//
// # What stands open
//
// store seals what speaks of people under the workspace's key (see store, Sealing);
// service/document.go does the same with the PDFs of documents. account keeps that
// key in accounts.json, once under each person's password, so that nothing can be
// read before somebody signed in. What lists and searches need, evidence, and
// packages made for others are not sealed.
//
// # One document's numbers
//
// Paper.Number is made on the spot with the device's mark, is unique, and is what
// the code on a page says (临时编号). The official number belongs to a series that
// one office counts (service/papernumber.go): root offices count on, everybody
// else uses ranges leased to it (service/lease.go), which never return to the
// series, so that no number is ever given twice. inspect.Ledger explains each.
// service/dossier.go binds what a task or a subject left behind into one PDF and
// lists what is missing.
//
// # Deliberate departures from the first design
//
// Noun tables hold only the columns that lists need; the aggregate itself is
// read through its head version, so there is one generic Get and List instead
// of one file of SQL per noun (store/projection.go is the whole list).
// A stage has one name on the page and in the shell, its service may have
// another where the word was taken: 检查组 Team = service.Match, 设置 Settings =
// Workspace, 派发与交换 = Dispatch, 留痕 audit = Trace, 文书 document = Paper.
// Documents issued are called Paper in code: the page's own global is Document.
// The bridge's TypeScript is generated from the Go sources by a test of package
// app, not by Wails: one file, doc comments included, checked for drift.
// sheet reads the cells of .xlsx itself: the library's row reader returns a
// cut-off sheet as complete, and a lost row is a lost firm.
package backend
