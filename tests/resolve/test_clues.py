"""Clues beside the name: purl, repository, CPE, MAC address, and witnesses who may be anybody."""

from __future__ import annotations

import pytest

from scanner.model import Claim, ClaimKind, Decision, Match, Policy, ReferenceData, SourceRef
from scanner.resolve import Resolver
from scanner.resolve.clues import cpe_vendor, purl_ecosystem

Facts = tuple[ReferenceData, Policy]
HERE = SourceRef("x.json")


@pytest.fixture(scope="module")
def resolver(facts: Facts) -> Resolver:
    """One resolver for all cases."""
    return Resolver(*facts)


def clue(resolver: Resolver, kind: ClaimKind, value: str) -> Match:
    """What one claim comes to."""
    return resolver.claims([Claim(kind, value, HERE)])[kind, value][0]


@pytest.mark.parametrize(
    ("purl", "entity"),
    [
        ("pkg:npm/%40alicloud/openapi-client@0.4.8", "alibaba-cloud"),
        ("pkg:golang/github.com/aliyun/alibaba-cloud-sdk-go@v1.62.0", "alibaba-cloud"),
        ("pkg:maven/com.aliyun/aliyun-java-sdk-core@4.5.0", "alibaba-cloud"),
        ("pkg:pypi/tencentcloud-sdk-python@3.0", "tencent-cloud"),
        ("pkg:npm/%40alibabacloud/tea-typescript@1.8.0", "alibaba-cloud"),
        ("pkg:github/alibaba/nacos@2.3.0", "alibaba"),
        ("pkg:gitee/mindspore/mindspore@2.3", "huawei"),
    ],
)
def test_a_vendor_namespace_names_its_vendor(resolver: Resolver, facts: Facts, purl: str, entity: str) -> None:
    found = clue(resolver, ClaimKind.PURL, purl)
    assert found.decision is Decision.MATCHED
    assert found.best
    assert found.best.entity in {entity, entity.removesuffix("-cloud")}
    assert facts[0].entities[found.best.entity].country == "CN"


@pytest.mark.parametrize(
    "purl",
    ["pkg:npm/%40esbuild/openharmony-arm64@0.25.0", "pkg:npm/left-pad@1.3.0", "not a purl", "pkg:npm/", ""],
)
def test_a_false_friend_names_nobody(resolver: Resolver, purl: str) -> None:
    assert clue(resolver, ClaimKind.PURL, purl).decision is Decision.UNKNOWN


def test_a_project_given_to_a_foundation_is_not_its_donors(resolver: Resolver, facts: Facts) -> None:
    found = clue(resolver, ClaimKind.PURL, "pkg:maven/org.apache.dubbo/dubbo@3.2.0")
    assert found.best
    assert facts[0].entities[found.best.entity].country == "US"


@pytest.mark.parametrize(
    ("cpe", "vendor"),
    [
        ("cpe:2.3:o:siemens:s7-1500:*:*:*:*:*:*:*:*", "siemens"),
        ("cpe:/o:microsoft:windows_10", "microsoft"),
        ("cpe:2.3:a:a\\:b:c:*:*:*:*:*:*:*:*", "a:b"),
        ("cpe:2.3:a:*:c:*:*:*:*:*:*:*:*", ""),
        ("CPE:2.3:o:Siemens:s7-1500:*:*:*:*:*:*:*:*", "Siemens"),
        ("CPE:/O:dahuasecurity:ipc", "dahuasecurity"),
        ("cpe:/a:at%26t:vpn", "at&t"),
        ("cpe:2.3:a", ""),
        ("cpe:/a", ""),
        ("siemens", ""),
    ],
)
def test_the_vendor_part_of_a_cpe(cpe: str, vendor: str) -> None:
    assert cpe_vendor(cpe) == vendor


def test_a_cpe_vendor_is_resolved(resolver: Resolver) -> None:
    found = clue(resolver, ClaimKind.CPE, "cpe:2.3:h:hikvision:ds-2cd2:-:*:*:*:*:*:*:*")
    assert found.best
    assert found.best.entity == "hikvision"
    assert clue(resolver, ClaimKind.CPE, "cpe:2.3:a:*:x").decision is Decision.UNKNOWN


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/aliyun/x.git",
        "git+https://github.com/aliyun/x",
        "github.com/aliyun/x",
        "https://www.aliyun.com/p",
        "git@github.com:alibaba/nacos.git",
        "github.com:alibaba/nacos.git",
        "ssh://git@github.com/alibaba/nacos.git",
        "ssh://git@github.com:alibaba/nacos.git",
        "ssh://git@github.com:22/alibaba/nacos.git",
        "git+ssh://git@github.com/alibaba/nacos.git",
        "https://someone:secret@github.com/alibaba/nacos",
        "git://github.com/Alibaba/nacos.git",
        "scm:git:https://github.com/alibaba/nacos.git",
        "scm:git:git@github.com:alibaba/nacos.git",
        "github:alibaba/nacos",
        "https://www.github.com/alibaba/nacos#readme",
        "https://raw.githubusercontent.com/alibaba/nacos/master/README.md",
    ],
)
def test_a_repository_or_site_names_its_owner(resolver: Resolver, url: str) -> None:
    found = clue(resolver, ClaimKind.REPOSITORY, url)
    assert found.best
    assert found.best.entity.startswith("ali")


def test_an_unknown_address_names_nobody(resolver: Resolver) -> None:
    for url in (
        "https://github.com/someone/x",
        "git@github.com:someone/alibaba.git",
        "https://github.com@example.org/alibaba/x",
        "gitlab:alibaba/x",
        "https://example.org",
        "::::",
        "http://[broken",
    ):
        assert clue(resolver, ClaimKind.REPOSITORY, url).decision is Decision.UNKNOWN


@pytest.mark.parametrize(
    "url",
    [
        "https://gitee.com/someone/x",
        "git@gitee.com:someone/x.git",
        "gitee:someone/x",
        "https://www.oschina.net/p/x",
        "https://vk.com/someone",
        "https://disk.yandex.ru/d/x",
        "https://mirror.yandex.ru/x",
        "https://cloud.mail.ru/x",
        "https://registry.npmmirror.com/left-pad",
        "https://mirrors.aliyun.com/x.rpm",
        "https://repo.huaweicloud.com/x.tgz",
        "https://bucket.oss-cn-hangzhou.aliyuncs.com/x.zip",
        "https://cdn.staticfile.org/jquery.js",
    ],
)
def test_a_host_is_not_the_author(resolver: Resolver, url: str) -> None:
    found = clue(resolver, ClaimKind.REPOSITORY, url)
    assert (found.decision, found.best) == (Decision.UNKNOWN, None)
    assert found.note
    assert found.note.key == "resolve.governance_hosting"
    assert found.runners_up, "the host stays visible"


@pytest.mark.parametrize("purl", ["pkg:golang/gitee.com/someone/x@v1.0.0", "pkg:gitee/someone/x@1.0"])
def test_a_package_on_a_chinese_forge_is_not_the_forges(resolver: Resolver, purl: str) -> None:
    assert clue(resolver, ClaimKind.PURL, purl).decision is Decision.UNKNOWN


@pytest.mark.parametrize(
    ("url", "entity"),
    [
        ("https://gitee.com/mindspore/mindspore", "huawei"),
        ("https://www.huaweicloud.com/product/ecs", "huawei-cloud"),
        ("https://github.com/mailru/easyjson", "vk"),
        ("https://github.com/yandex/odyssey", "yandex"),
    ],
)
def test_a_vendors_own_place_names_it_beside_what_it_hosts(resolver: Resolver, url: str, entity: str) -> None:
    found = clue(resolver, ClaimKind.REPOSITORY, url)
    assert found.decision is Decision.MATCHED
    assert found.best
    assert found.best.entity == entity


@pytest.mark.parametrize("group", ["com.alibaba", "com.alibaba.nacos", "COM.Alibaba.fastjson2"])
def test_a_dotted_group_is_a_maven_namespace(resolver: Resolver, group: str) -> None:
    found = clue(resolver, ClaimKind.GROUP, group)
    assert found.decision is Decision.MATCHED
    assert found.best
    assert found.best.entity == "alibaba"


@pytest.mark.parametrize("group", ["com.alibabax", "org.example", "com", "."])
def test_another_dotted_group_names_nobody(resolver: Resolver, group: str) -> None:
    assert clue(resolver, ClaimKind.GROUP, group).decision is Decision.UNKNOWN


def test_a_group_given_to_a_foundation_or_a_community_is_not_its_donors(resolver: Resolver) -> None:
    seata = clue(resolver, ClaimKind.GROUP, "io.seata")
    assert seata.decision is Decision.UNKNOWN
    assert seata.note
    assert seata.note.key == "resolve.governance_former_vendor"


@pytest.mark.parametrize("author", ["Dahua Wang", "Wei Li <wei@huawei.example>", "Sergej Kasperskij"])
def test_a_person_is_never_taken_for_a_company(resolver: Resolver, author: str) -> None:
    assert clue(resolver, ClaimKind.AUTHOR, author).decision is Decision.UNKNOWN


def test_an_author_that_is_a_company_is_found_exactly(resolver: Resolver) -> None:
    found = clue(resolver, ClaimKind.AUTHOR, "Microsoft Corporation")
    assert found.best
    assert found.best.entity == "microsoft"
    assert found.decision is Decision.REVIEW, "an author may be anybody"
    assert clue(resolver, ClaimKind.AUTHOR, "Microsft Corporatoin").decision is Decision.UNKNOWN


def test_a_mac_prefix_names_its_registrant(resolver: Resolver) -> None:
    found = clue(resolver, ClaimKind.MAC, "28:57:BE:12:34:56")
    assert found.best
    assert found.best.entity == "hikvision"
    assert found.note
    assert found.note.key == "resolve.mac"


def test_a_local_mac_names_nobody(resolver: Resolver) -> None:
    found = clue(resolver, ClaimKind.MAC, "02:00:00:00:00:01")
    assert found.decision is Decision.UNKNOWN
    assert found.note
    assert found.note.key == "resolve.mac_unassigned"


def test_the_ecosystem_of_a_purl() -> None:
    assert purl_ecosystem("pkg:npm/x@1") == "npm"
    assert purl_ecosystem("nonsense") == ""
