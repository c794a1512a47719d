package service

import (
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
)

// The fields of the registers by the names that files' columns are mapped to:
// importing writes them, exporting reads them. nil = the name is none of these.

func subjectText(s *inspect.Subject, field string) *string {
	switch field {
	case "code":
		return &s.Code
	case "name":
		return &s.Name
	case "kind":
		return &s.Kind
	case "trade":
		return &s.Trade
	case "department":
		return &s.Department
	case "station":
		return &s.Station
	case "address":
		return &s.Address
	case "premises":
		return &s.Premises
	case "legalRep":
		return &s.LegalRep
	case "contact":
		return &s.Contact
	case "phone":
		return &s.Phone
	case "founded":
		return &s.Founded
	case "registrar":
		return &s.Registrar
	case "status":
		return &s.Status
	case "licence":
		return &s.Licence
	case "licenceNo":
		return &s.LicenceNo
	case "licenceFrom":
		return &s.LicenceFrom
	case "licenceTo":
		return &s.LicenceTo
	case "issuer":
		return &s.Issuer
	case "risk":
		return &s.Risk
	case "credit":
		return &s.Credit
	case "scope":
		return &s.Scope
	case "tags":
		return &s.Tags
	case "region":
		return &s.Region
	case "industry":
		return &s.Industry
	case "lastChecked":
		return &s.LastChecked
	}
	return nil
}

func inspectorText(i *inspect.Inspector, field string) *string {
	switch field {
	case "name":
		return &i.Name
	case "gender":
		return &i.Gender
	case "idNumber":
		return &i.IDNumber
	case "phone":
		return &i.Phone
	case "education":
		return &i.Education
	case "major":
		return &i.Major
	case "job":
		return &i.Job
	case "since":
		return &i.Since
	case "region":
		return &i.Region
	case "tier":
		return &i.Tier
	case "department":
		return &i.Department
	case "unit":
		return &i.Unit
	case "grade":
		return &i.Grade
	case "certUntil":
		return &i.CertUntil
	case "issuer":
		return &i.Issuer
	case "status":
		return &i.Status
	}
	return nil
}

func matterText(m *inspect.Matter, field string) *string {
	switch field {
	case "code":
		return &m.Code
	case "category":
		return &m.Category
	case "name":
		return &m.Name
	case "authority":
		return &m.Authority
	case "department":
		return &m.Department
	case "basis":
		return &m.Basis
	case "ratio":
		return &m.Ratio
	case "frequency":
		return &m.Frequency
	case "requirement":
		return &m.Requirement
	case "remark":
		return &m.Remark
	case "effectiveFrom":
		return &m.EffectiveFrom
	case "effectiveTo":
		return &m.EffectiveTo
	}
	return nil
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

// subjectCell, inspectorCell and matterCell are what stands in a column of a
// file that is exported.
func subjectCell(s inspect.Subject, field string) string {
	if p := subjectText(&s, field); p != nil {
		return *p
	}
	if field == "key" {
		return yesNo(s.Key)
	}
	return ""
}

func inspectorCell(i inspect.Inspector, field string) string {
	if p := inspectorText(&i, field); p != nil {
		return *p
	}
	switch field {
	case "badge", "staffNo":
		return i.Badge
	case "post", "duty":
		return i.Post
	case "policeCert", "certNo":
		return i.CertNo
	case "scope":
		return strings.Join(i.Scope, "，")
	case "qualifications":
		return strings.Join(i.Qualifications, "，")
	case "auxiliary":
		return yesNo(i.Auxiliary)
	case "outside":
		return yesNo(i.Outside)
	case "expert":
		return yesNo(i.Expert)
	}
	return ""
}

func matterCell(m inspect.Matter, field string) string {
	if p := matterText(&m, field); p != nil {
		return *p
	}
	switch field {
	case "trades":
		return strings.Join(m.Trades, "，")
	case "methods":
		return strings.Join(m.Methods, "，")
	case "qualifications":
		return strings.Join(m.Qualifications, "，")
	case "level":
		return m.Level.Label()
	case "sensitive":
		return yesNo(m.Sensitive)
	}
	return ""
}

// mappedFields are the fields that a file has a column for.
func mappedFields(l *sheet.Layout) map[string]bool {
	has := map[string]bool{}
	for _, c := range l.Columns {
		if c.Field != "" {
			has[c.Field] = true
		}
	}
	return has
}

// fill writes a row's columns into a register entry; a field without a column
// stays as it is.
func fill[T any](t *T, r sheet.Row, has map[string]bool, text func(*T, string) *string) {
	for field := range has {
		if p := text(t, field); p != nil {
			*p = r.Get(field)
		}
	}
}
