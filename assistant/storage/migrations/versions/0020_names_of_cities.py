"""names of cities"""

import sqlalchemy as sa
from alembic import op

from knowledge.catalogue import load
from knowledge.cities import CityNames

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
_CASES = sa.table("cases", sa.column("province"), sa.column("city"))


def upgrade() -> None:
    # Cities are called as people write them now («قائم‌شهر», not «قایم شهر»). A case filed before
    # must still be of the same place as one filed after. Names that differ by more than letters and
    # gaps are among the other names in knowledge/aliases.yml, so that none is lost.
    places = sa.select(_CASES.c.province, _CASES.c.city).where(_CASES.c.city.is_not(None))
    rows = op.get_bind().execute(places.distinct()).all()
    if not rows:
        return
    names = CityNames(load())
    for province, city in rows:
        name = names.spelled(city, province)
        if name != city:
            same = (
                _CASES.c.province.is_(None) if province is None else _CASES.c.province == province
            )
            op.execute(sa.update(_CASES).where(_CASES.c.city == city, same).values(city=name))


def downgrade() -> None:
    # The spelling of before is not kept; the names read the same.
    pass
