package inspect

import (
	"slices"
	"strings"
	"testing"
)

// roleTable is the role x action table, written a second time as people read
// it: o 办公室, l 组长, m 检查员, g 法制员, d 分管负责人, h 主要负责人, s 监督, a 管理员.
const roleTable = `
read             o l m g d h s a
people           o . . . . . . a
settings         o l . . . . . a
library          o . . . . . . .
plan             o . . . . . . .
task             o . . . . . . .
draw             o . . . . . . .
team             o . . . . . . .
replace.ask      o l m . . . . .
approval.enter   o l . . . . . .
approval.give    . . . . d h . .
dispatch         o l . . . . . a
conflict         o . . . d h . .
visit            . l m . . . . .
evidence         o l m . . . . .
document         o l m . . . . .
result.enter     o l . . . . . .
result.review    o . . g d h . .
result.publish   o . . . . . . .
result.correct   o . . . . h . .
publish.notices  o . . . . . . .
template.load    o . . g . . . .
template.give    . . . g . . . .
audit            o l . g d h s a
field.rule       o . . . . . . .
`

func TestEveryCellOfTheRoleTable(t *testing.T) {
	columns := []Role{RoleOffice, RoleLeader, RoleMember, RoleLegal, RoleDeputy, RoleHead, RoleSupervisor, RoleAdmin}
	if !slices.Equal(columns, Roles) {
		t.Fatalf("the roles are %v", Roles)
	}
	rows := strings.Split(strings.TrimSpace(roleTable), "\n")
	for _, row := range ActionTable {
		if !strings.Contains(roleTable, "\n"+string(row.Action)+" ") {
			t.Errorf("%s (%s) stands in no row of this test", row.Action, row.Label)
		}
	}
	for _, row := range rows {
		cell := strings.Fields(row)
		act := Action(cell[0])
		for i, role := range columns {
			a := Actor{Person: "p", Name: "某甲", Role: role}
			err := a.May(act)
			if may := cell[i+1] != "."; (err == nil) != may {
				t.Errorf("%s for %s: %v, want allowed %v", act, role.Label(), err, may)
			}
			if err == nil {
				continue
			}
			if e := ForPerson(err); e.Code != Forbidden || e.Article != "第二十二条" || !strings.Contains(e.Message, role.Label()) || !strings.Contains(e.Hint, "请由") {
				t.Errorf("%s for %s: %+v", act, role.Label(), e)
			}
		}
	}
}

// TestNobodyHasNoRole: neither an empty actor nor an unknown role or action
// passes, whatever the table says.
func TestNobodyHasNoRole(t *testing.T) {
	for _, row := range append(slices.Clone(ActionTable), Grants{Action: "unknown"}) {
		for _, a := range []Actor{{}, {Role: RoleOffice}, {Person: "p"}, {Person: "p", Role: "boss"}} {
			if err := a.May(row.Action); CodeOf(err) != Forbidden {
				t.Errorf("%+v may %s: %v", a, row.Action, err)
			}
		}
	}
	if err := (Actor{Person: "p", Role: RoleOffice}).May("unknown"); CodeOf(err) != Forbidden {
		t.Error(err)
	}
}
