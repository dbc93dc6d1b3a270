"""A model is fetched from a real server, checked and put in place whole; whatever goes wrong, nothing half is left."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from tests.model_site import ModelSite, model_site
from transcription import model_download, model_install
from transcription.model_install import OFFERS, RECOMMENDED, InstallError, Offer, install_model
from transcription.models import choose_model
from transcription.vosk_recognizer import VoskModel

PATH = f"/{RECOMMENDED}.zip"
BUNDLED = resources.path("models", "attune-small-en")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_download, "AGAIN_AFTER_S", (0.0, 0.0))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("VOSK_MODEL_PATH", raising=False)


@pytest.fixture
def site() -> Iterator[ModelSite]:
    with model_site() as running:
        yield running


@pytest.fixture(scope="module")
def packed() -> bytes:
    return zipped(RECOMMENDED)


def zipped(top: str, but: str = "", packing: int = zipfile.ZIP_STORED) -> bytes:
    """The bundled model as the makers pack theirs: all in one folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for file in sorted(BUNDLED.rglob("*")):
            if file.is_file() and file.name != but:
                archive.write(file, f"{top}/{file.relative_to(BUNDLED).as_posix()}" if top else file.name)
    return made.getvalue()


def zip_of(files: dict[str, str], mode: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name)
            member.external_attr = mode << 16
            archive.writestr(member, content)
    return made.getvalue()


def left_in(models: Path) -> set[str]:
    return {path.name for path in models.iterdir()}


def test_an_official_model_is_fetched_and_can_be_decoded_with(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    told: list[tuple[int, int]] = []
    done = install_model(RECOMMENDED, tmp_path, site.address, lambda fetched, total: told.append((fetched, total)))
    assert (done.name, done.path, done.fresh) == (RECOMMENDED, tmp_path / RECOMMENDED, True)
    assert left_in(tmp_path) == {RECOMMENDED}
    assert told[0] == (0, len(packed)) and told[-1] == (len(packed), len(packed))
    chosen = choose_model(tmp_path, RECOMMENDED)
    assert not chosen.demonstration and not chosen.problem
    VoskModel(chosen.path)


def test_a_model_that_is_there_is_not_fetched_again(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    install_model(RECOMMENDED, tmp_path, site.address)
    assert not install_model(RECOMMENDED, tmp_path, site.address).fresh
    assert len(site.asked) == 1


def test_a_line_that_breaks_is_taken_up_where_it_broke(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    site.break_off += [1_000_000, 500_000]
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh
    assert [asked for _, asked in site.asked] == ["", "bytes=1000000-", "bytes=1500000-"]
    assert site.sent == len(packed)


def test_after_too_many_breaks_it_says_so_and_the_next_try_goes_on(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    site.break_off += [1_000_000, 0, 0]
    with pytest.raises(InstallError, match="broke off; try again, it goes on where it stopped") as said:
        install_model(RECOMMENDED, tmp_path, site.address)
    assert "\n" not in str(said.value)
    assert left_in(tmp_path) == {f".{RECOMMENDED}.zip.part"}
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh
    assert site.sent == len(packed)


def test_a_part_that_was_fetched_whole_is_not_fetched_again(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    (tmp_path / f".{RECOMMENDED}.zip.part").write_bytes(packed)
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh
    assert site.sent == 0


def test_a_part_of_something_else_is_thrown_away(site: ModelSite, packed: bytes, tmp_path: Path):
    site.files[PATH] = packed
    (tmp_path / f".{RECOMMENDED}.zip.part").write_bytes(b"x" * (len(packed) + 5))
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh


def test_what_is_not_what_its_makers_published_is_refused(
    site: ModelSite, packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site.files[PATH] = packed
    right = hashlib.md5(packed).hexdigest()
    monkeypatch.setattr(model_install, "OFFERS", (Offer(RECOMMENDED, "", "", len(packed), "0" * 32),))
    with pytest.raises(InstallError, match="not what its makers published"):
        install_model(RECOMMENDED, tmp_path, site.address)
    assert left_in(tmp_path) == set()
    monkeypatch.setattr(model_install, "OFFERS", (Offer(RECOMMENDED, "", "", len(packed), right),))
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>Sign in to the guest network</html>", "the zip is damaged"),
        (zip_of({"readme": "hello"}), "not a Vosk model"),
        (zip_of({"m/am/final.mdl": "x", "m/conf/model.conf": "x"}), "conf/mfcc.conf is missing"),
        (zip_of({"../../outside": "x"}), "outside its own folder"),
        (zip_of({"/etc/outside": "x"}), "outside its own folder"),
        (zip_of({"m\\..\\outside": "x"}), "outside its own folder"),
        (zip_of({"C:/outside": "x"}), "outside its own folder"),
        (zip_of({"m/link": "/etc/passwd"}, stat.S_IFLNK | 0o777), "outside its own folder"),
        (zip_of({f"m/{i}": "" for i in range(2001)}), "more than any model holds"),
    ],
    ids=["no zip", "no model", "half a model", "dots", "absolute", "backslashes", "drive", "link", "too many"],
)
def test_a_zip_that_holds_no_whole_model_leaves_nothing(site: ModelSite, tmp_path: Path, content: bytes, said: str):
    site.files[PATH] = content
    models = tmp_path / "data" / "models"
    with pytest.raises(InstallError, match=said) as failure:
        install_model(RECOMMENDED, models, site.address)
    assert "\n" not in str(failure.value)
    assert left_in(models) == set() and left_in(tmp_path) == {"data"}


def test_a_zip_that_grows_beyond_reason_is_not_unpacked(tmp_path: Path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m/am/final.mdl", bytes(20_000_000))
    with pytest.raises(InstallError, match="more than any model holds"):
        install_model(str(bomb), tmp_path / "models")


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_damaged_inside_is_noticed_and_the_next_try_fetches_it_again(
    site: ModelSite, tmp_path: Path, packing: int
):
    packed = zipped(RECOMMENDED, packing=packing)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        member = archive.infolist()[2]
    content = member.header_offset + 30 + len(member.filename)  # where deflate says how its first block is packed
    site.files[PATH] = packed[:content] + b"\xff" + packed[content + 1 :]
    for _ in range(2):
        with pytest.raises(InstallError, match="the zip is damaged"):
            install_model(RECOMMENDED, tmp_path, site.address)
        assert left_in(tmp_path) == set()
    site.files[PATH] = packed
    assert install_model(RECOMMENDED, tmp_path, site.address).fresh


def test_a_damaged_zip_on_this_machine_is_noticed(packed: bytes, tmp_path: Path):
    damaged = bytearray(packed)
    damaged[len(packed) // 2] ^= 0xFF
    file = tmp_path / "model.zip"
    file.write_bytes(damaged)
    with pytest.raises(InstallError, match="the zip is damaged"):
        install_model(str(file), tmp_path / "models")
    assert left_in(tmp_path / "models") == set()


def test_a_zip_or_a_folder_on_this_machine_will_do(packed: bytes, tmp_path: Path):
    file = tmp_path / "from-it.zip"
    file.write_bytes(packed)
    assert install_model(str(file), tmp_path / "one").name == RECOMMENDED
    assert file.exists()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "our-model").symlink_to(BUNDLED)
    done = install_model(str(tmp_path / "own"), tmp_path / "two")
    assert (done.name, left_in(tmp_path / "two")) == ("our-model", {"our-model"})
    assert not install_model(str(done.path), tmp_path / "two").fresh


def test_half_a_model_in_its_place_gives_way(packed: bytes, tmp_path: Path):
    half = tmp_path / RECOMMENDED / "am" / "final.mdl"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"")
    file = tmp_path / "model.zip"
    file.write_bytes(packed)
    assert install_model(str(file), tmp_path).fresh
    assert half.stat().st_size > 0


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("vosk-model-xx", "no model is called vosk-model-xx"),
        ("/nowhere/model.zip", "is not there"),
        ("model.zip", "is not there"),
    ],
)
def test_what_cannot_be_had_is_said_in_one_line(wanted: str, said: str, tmp_path: Path):
    with pytest.raises(InstallError, match=said):
        install_model(wanted, tmp_path)


def test_a_server_that_refuses_or_sends_elsewhere_is_named(site: ModelSite, tmp_path: Path):
    with pytest.raises(InstallError, match="is not there; the model may have a new name"):
        install_model(RECOMMENDED, tmp_path, site.address)
    site.elsewhere[PATH] = site.address.replace("127.0.0.1", "localhost").replace("http", "ftp", 1) + PATH
    with pytest.raises(InstallError, match="by https only, not from ftp://localhost"):
        install_model(RECOMMENDED, tmp_path, site.address)
    with pytest.raises(InstallError, match="by https only"):
        install_model(RECOMMENDED, tmp_path, "http://models.example.com")


def test_without_a_network_it_says_so(tmp_path: Path):
    with model_site() as gone:
        address = gone.address
    with pytest.raises(InstallError, match=r"127\.0\.0\.1 cannot be reached .* or install a zip that you have"):
        install_model(RECOMMENDED, tmp_path, address)


def test_no_room_is_said_before_anything_is_fetched(site: ModelSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(model_install, "UNPACKED", 1e12)
    with pytest.raises(InstallError, match="make room on the disk"):
        install_model(RECOMMENDED, tmp_path, site.address)
    assert not site.asked


def test_every_offer_has_a_name_of_its_own_and_the_recommended_one_is_among_them():
    names = [offer.name for offer in OFFERS]
    assert len(set(names)) == len(names) and RECOMMENDED in names
    assert all(offer.size_bytes > 30_000_000 and len(offer.md5) in (0, 32) for offer in OFFERS)
