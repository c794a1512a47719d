// Package publish makes public notices in the forms in which they are handed
// on: PDF (by package pdf), Excel (by package sheet), HTML and JSON.
//
// A notice is made from the same frozen snapshot whatever its form, so that
// all forms say the same. Before any of them is written, Check goes through
// every text of the snapshot and refuses identity-card and mobile-phone
// numbers: a public notice carries no personal data (P12). Officers are not
// named in notices at all; the snapshots have no field for them.
//
// The JSON form uses the field names of the national publicity system
// (raninsPlanId, raninsTaskId, insDate, details ...).
package publish
