"""One file a messenger. Each names its `PROFILE`; no other module needs to know of it."""

import importlib
import pkgutil
from functools import lru_cache

from assistant.channels.messengers.transport import MessengerProfile


@lru_cache(maxsize=1)
def all_profiles() -> dict[str, MessengerProfile]:
    """The profiles of this folder, by channel."""
    modules = [
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    ]
    return {module.PROFILE.channel: module.PROFILE for module in modules}
