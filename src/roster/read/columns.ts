import { headerKey } from "./header-key.ts";
import type { Field } from "./types.ts";

/**
 * Column names by what they mean, best first, as `headerKey` writes them: when a file has several, the first one known
 * here is used. Collected from the exports of Zoom, Entra ID, Google Workspace, GAM, School Data Sync, OneRoster,
 * BambooHR and Workday, with the common German, French and Spanish names.
 */
const names: Readonly<Record<Field, string>> = {
  email:
    "zoomemail workemail primaryworkemail emailprimarywork workemailaddress businessemail companyemail corporateemail " +
    "officialemail email emailaddress mail primaryemail primaryemailaddress useremail useremailaddress emailid " +
    "emails0value emails0address emailadresse adresseemail courriel correo correoelectronico userprincipalname upn username user login userid",
  firstName: "firstname givenname namegivenname legalfirstname legalnamefirstname forename vorname prenom nombre first",
  lastName:
    "lastname surname familyname namefamilyname legallastname legalnamelastname preferrednamelastname nachname " +
    "familienname nom nomdefamille apellidos apellido last",
  displayName: "displayname zoomdisplayname anzeigename nomaffiche nombreparamostrar",
  "full name":
    "fullname namefullname name employeename employee worker legalname legalfullname person teilnehmer nomcomplet " +
    "nomprenom nombrecompleto",
  "preferred name": "preferredname preferredfirstname preferrednamefirstname nickname knownas rufname",
  type:
    "zoomlicence zoomlicense zoomlicencetype zoomlicensetype licencetype licensetype licence license zoomtype " +
    "zoomusertype usertype accounttype type lizenz licencia",
  action: "action createaction zoomaction",
  password: "password initialpassword temporarypassword temppassword passwort kennwort motdepasse contrasena",
  department:
    "department dept organizations0department departmentname supervisoryorganization abteilung service departement departamento",
  jobTitle:
    "jobtitle businesstitle organizations0title employeetitle position positiontitle jobprofile role0title title stelle poste puesto cargo",
  company:
    "company companyname organization organisation organizations0name legalentity employer firma entreprise empresa",
  location:
    "location worklocation officelocation office site locationname workaddress buildingid standort lieu ubicacion",
  costCenter:
    "costcenter costcentre costcentername costcenterid organizations0costcenter kostenstelle centredecout centrodecostes",
  manager:
    "manageremail managersemail manager managername workersmanager linemanager supervisor supervisoremail reportsto " +
    "reportingto vorgesetzter responsable",
  timezone: "timezone tz zeitzone",
  language: "language preferredlanguage sprache langue idioma",
  phoneNumber:
    "phonenumber phone workphone businessphone telephonenumber telephone mobile mobilephone cellphone phones0value telefon telefono",
  "source status":
    "status accountstatus userstatus employmentstatus employeestatus enableduser accountenabled enabled suspended archived",
};

export interface KnownColumn {
  readonly field: Field;
  /** Lower is better. */
  readonly rank: number;
}

const isField = (text: string): text is Field => Object.hasOwn(names, text);

/** Every field a column can be mapped to. */
export const fields: readonly Field[] = Object.keys(names).filter(isField);

const known: ReadonlyMap<string, KnownColumn> = new Map(
  fields.flatMap((field) => names[field].split(" ").map((key, rank) => [key, { field, rank }] as const)),
);

/** What a column of this name usually means. */
export const knownColumn = (column: string): KnownColumn | undefined => known.get(headerKey(column));

export const isKnownColumn = (column: string): boolean => known.has(headerKey(column));

/** True for names that hold an address only in some files: they count when their cells look like addresses. */
export const isSignInName = (column: string): boolean =>
  /^(?:userprincipalname|upn|username|user|login|userid)$/.test(headerKey(column));

/** True for names under which a password, or something just as secret, is kept. */
export const isSecretColumn = (column: string): boolean =>
  /passw|passphrase|kennwort|motdepasse|contrasena|secret|^pin$/.test(headerKey(column));
