# store: qué rechaza el almacén y por qué.

## Qué pasó con la solicitud
store-not-found = Aquí no hay nada. Quizá se eliminó o el enlace está incompleto.
store-forbidden = Su función no permite hacer esto. Consulte a un propietario de su organización.
store-conflict = Esto contradice lo que ya existe. Vuelva a cargar la página y compruebe el estado actual.
store-text-unfit = Un texto contiene un carácter que no se ve y no se puede guardar (NUL). Quítelo y envíelo de nuevo.
store-postgres-tls = La dirección pide TLS (sslmode={ $mode }), que Rater todavía no habla con PostgreSQL. Ejecute ambos en una máquina o una red de confianza, o por un túnel, y quite sslmode de la dirección.
store-too-often = { $seconds ->
        [one] Demasiados intentos. Inténtelo de nuevo dentro de un segundo.
       *[other] Demasiados intentos. Inténtelo de nuevo dentro de { $seconds-written } segundos.
    }
store-busy = El servidor está ocupado en este momento. No se cambió nada; inténtelo de nuevo enseguida.
store-crowded = En este momento responde tanta gente a esta encuesta que no se pueden empezar más respuestas. Inténtelo de nuevo dentro de unos minutos.
store-disk-full = El disco del servidor está lleno y por ahora no se puede guardar nada. No se cambió nada. Pida al administrador que libere espacio.
store-not-synced = El servidor no pudo asegurarse de que el disco conserve lo escrito y no aceptará nada más hasta que se reinicie. Avise al administrador.
store-damaged = Hay datos guardados que se contradicen, así que se detuvo la solicitud. Avise al administrador; puede hacer falta una copia de seguridad.
store-unavailable = No se puede usar la base de datos: { $reason }. Compruebe que esté en marcha y que la dirección sea correcta.

## Al iniciar
store-unknown-address = Rater no reconoce el tipo de base de datos de { $address }. Escriba sqlite:PATH para un archivo, o postgres://USER@HOST/NAME.
store-sqlite-too-old = La biblioteca SQLite tiene el número de versión { $version }, y por debajo de 3051003 puede perder datos. Use un Rater compilado con su propio SQLite.
store-schema-too-new = Un Rater más reciente escribió estos datos (su versión es { $found }; este conoce hasta { $known }). Use ese Rater o restaure una copia de seguridad anterior.
store-schema-too-old = Los datos son de un Rater anterior (versión { $found }). Haga una copia de seguridad y después inícielo con la actualización permitida.
store-in-use = Otro Rater está usando { $path }. Deténgalo primero; dos a la vez dañarían el archivo.

## Personas
store-email-invalid = Esto no es una dirección de correo. Escríbala como nombre@example.org.
store-name-empty = Falta el nombre. Escriba al menos un carácter.
store-name-long = El nombre es demasiado largo. Use como máximo 200 caracteres.
store-language-unknown = Este idioma no está disponible. Elija uno de la lista.
store-zone-unknown = No se reconoce esta zona horaria. Elija una de la lista, por ejemplo America/Bogota.
store-several-organisations = Aquí hay varias organizaciones. Indique cuál.
store-setup-done = Esta instalación ya está configurada. Inicie sesión o pida una invitación a un propietario.
store-member-exists = Esta persona ya trabaja en su organización.
store-last-owner = Es el último propietario que puede iniciar sesión. Nombre antes a otro propietario.
store-team-exists = Ya hay un equipo con este nombre. Elija otro.
store-team-in-use = Todavía hay personas, invitaciones o encuestas en este equipo. Trasládelas primero.
store-invitation-has-account = Ya existe una cuenta con esta dirección de correo. Inicie sesión con ella y abra de nuevo el enlace.
store-invitation-for-another = Esta invitación es para una dirección de correo distinta de la suya. Inicie sesión con esa dirección.
store-works-nowhere = Su cuenta no pertenece ahora a ninguna organización. Pida una invitación a un propietario.

## Contraseñas y códigos
store-password-short = La contraseña es demasiado corta. Use al menos 12 caracteres; una frase es fácil de recordar.
store-password-long = La contraseña es demasiado larga. Use como máximo 512 bytes, es decir, unas pocas frases.
store-password-common = Esta contraseña es de las primeras que probaría un extraño. Elija una que nadie adivine.
store-password-personal = La contraseña contiene poco más que su dirección de correo o el nombre de su organización. Añada otras palabras.
store-code-wrong = El código no es correcto o ya se usó. Espere al siguiente e inténtelo de nuevo.
store-second-factor-set = Ya hay un segundo factor. Quítelo antes de configurar otro.
store-second-factor-not-set = Aún no hay un segundo factor. Configúrelo primero.

## Programas
store-token-scopes = Elija al menos una cosa que el token pueda hacer.
store-token-days = Un token dura de 1 a { $most } días. Elija un número en ese intervalo.
store-webhook-address = No se puede usar esta dirección. Debe empezar por https:// y no contener ninguna contraseña.
store-webhook-events = Elija al menos un suceso que se comunique al webhook.
store-webhooks-many = Ya hay { $most } webhooks y no puede haber más. Elimine uno que ya no haga falta.
store-mailbox-host = Indique el nombre del servidor de correo, sin https:// y sin espacios, y un puerto de 1 a 65535.
store-mailbox-plain = Sin protección solo se puede leer un servidor de correo en este equipo. Elija TLS o STARTTLS.
store-mailbox-login = Indique un nombre de usuario, y una carpeta sin saltos de línea.
store-mailbox-password = Indique la contraseña del buzón.
store-mailbox-there = Esta carpeta de este buzón ya está conectada.
store-mailboxes-many = Ya hay { $most } buzones y no puede haber más. Desconecte uno que ya no haga falta.
store-idempotency-key = Idempotency-Key debe tener de 1 a 255 caracteres imprimibles sin espacios.

## Encuestas y respuestas
store-title-missing = Falta el título. Escriba al menos un carácter.
store-instrument-has-problems = El cuestionario todavía no se puede usar. Problemas encontrados: { $count }; el primero está en la línea { $line }. Compruébelo con rater instrument check.
store-survey-archived = Esta encuesta está archivada. Ya no se le puede añadir nada.
store-wave-overlaps = La oleada «{ $title }» está abierta en ese momento. Ciérrela primero o elija otra fecha.
store-wave-closes-too-early = La oleada se cerraría antes de abrirse. Elija un final posterior.
store-wave-closed = Esta encuesta está cerrada y ya no admite respuestas.
store-invitation-used = Esta invitación ya se usó. Cada persona responde una sola vez.
store-answer-empty = Todavía no hay ninguna respuesta. Responda al menos una pregunta.
store-answer-differs = Estas respuestas ya se enviaron con otro contenido. Se conserva lo que se envió primero.
store-answer-malformed = Estas respuestas no corresponden al cuestionario. Abra de nuevo la encuesta y envíelas desde allí.

## Copias
store-copy-on-server = Una base de datos PostgreSQL se copia con sus propias herramientas, como pg_dump. Rater solo copia bases de datos que son un archivo.
store-copy-exists = { $path } ya existe. Elija otro nombre para la copia, para que no se sobrescriba nada.

## Customers, promises, hours
store-phone-invalid = Esto no es un número de teléfono. Escriba como máximo 40 caracteres, por ejemplo +34 600 123 456.
store-identifier-invalid = Un identificador no sirve. Indique el nombre del otro sistema (hasta 40 caracteres) y el número en él (hasta 120).
store-identifier-taken = El identificador { $value } de { $system } es de otro cliente. Abra esa ficha o una las dos.
store-customer-parent = Solo una persona puede pertenecer a una organización. Elija una organización.
store-customers-unlike = Estas dos no pueden unirse. Elija dos fichas distintas del mismo tipo.
store-fact-invalid = Escriba entre 1 y 300 caracteres, con una fuente de 120 como máximo.
store-facts-many = Esta tarjeta está llena. Termine primero lo que ya no vale.
store-promise-words = Escriba lo que le dice al cliente, en 500 caracteres como máximo.
store-promise-why = Diga por qué, en pocas palabras: quien lo lea después querrá saberlo.
store-promise-owner = Diga quién cumple la promesa.
store-reply-rule-invalid = Todavía no es una regla: vea lo que dice junto a los campos.
store-reply-rule-long = Es demasiado largo para una regla.
store-reply-rule-name = El programa trae una regla con este nombre; elija otro.
store-reply-rules-many = Ya hay 200 reglas de la casa; retire algunas.
store-service-settings = Un número está fuera de rango: importes desde 0, de 1 a 365 días, de 0 a 5 niveles. Corríjalo.
store-calendar-invalid = Este horario se contradice. Corrija lo que se nombra.
store-calendar-exists = Ya hay un horario con ese nombre. Elija otro.
store-calendars-many = Ya hay 50 calendarios. Elimine uno primero.
store-calendar-in-use = Este horario es el que cuenta ahora. Elija otro primero.

## Moments and commitments
store-touchpoint-exists = Ya hay un punto de contacto con este nombre, quizá uno en desuso. Elija otro nombre, o cambie el de aquel.
store-touchpoint-name-long = El nombre es demasiado largo. Use { $most } caracteres como máximo.
store-touchpoint-retired = Este punto de contacto está en desuso. Elija otro.
store-moment-empty = Aún no hay nada valorado. Diga al menos de un factor si se cumplió, se superó o defraudó.
store-moment-time = Un momento se puede anotar hasta 30 días después, y no antes de que ocurra. Corrija la fecha.
store-moment-has-case = De este momento depende un caso de recuperación, por eso no se puede retirar.
store-moment-retract-late = Hace más de diez minutos que se anotó. Pida a un responsable que lo retire.
store-text-long = Un texto es demasiado largo. Acórtelo a { $most } caracteres como máximo.
store-commitment-retired = Este compromiso ya no vale y no se cambia más. Escriba uno nuevo.
store-commitment-minutes = El tiempo debe ser de 1 a { $most } minutos. Corríjalo, o déjelo vacío.

## Reparación
store-case-words = Faltan palabras, o son más de 2.000 caracteres. Diga en unas frases qué pasó.
store-case-why = Falta un motivo. Escríbalo en una frase; sin él nadie puede aprender del caso.
store-playbook-invalid = La guía no se guardó porque tiene errores. Corrija lo que se indica y guárdela de nuevo.
store-links-many = Ya hay 50 enlaces a esto. Use uno de ellos, o muestre esta página al cliente.
case-not-opened = Primero hay que abrir un caso. Abra uno.
case-opened-twice = Este caso ya está abierto. Siga con él.
case-no-days-to-answer = El cliente no tendría ni un día para responder. Pida a un propietario que fije al menos un día en las reglas del servicio.
case-backwards = Esto habría ocurrido antes de lo último que se anotó. Vuelva a cargar la página e inténtelo otra vez.
case-closed = Este caso está cerrado. Si el cliente vuelve con el mismo asunto, ábralo de nuevo.
case-not-closed = Este caso todavía no está cerrado, así que eso no se puede decir de él. Siga con sus pasos.
case-waiting = Ya se preguntó al cliente y ahora le toca responder. Espere la respuesta, o a que pase el plazo que se dio.
case-not-asked = Todavía no se ha preguntado al cliente. Pregunte primero.
case-asked-twice = Ya se preguntó al cliente. Si se perdió el enlace, cree otro.
case-step-twice = Esto ya se hizo: { $step ->
        [acknowledge] reconocer lo ocurrido y pedir disculpas
        [listen] escuchar hasta el final
        [fix-person] ayudar a la persona
        [fix-problem] arreglar el asunto en sí
        [amends] compensar
        [keep-promise] cumplir lo prometido
        [follow-up] preguntar si ya está bien
       *[other] { $step }
    }. Siga con el paso siguiente.
case-step-absent = Antes de preguntar al cliente, haga esto: { $step ->
        [acknowledge] reconozca lo ocurrido y pida disculpas
        [listen] escuche hasta el final
        [fix-person] ayude a la persona
        [fix-problem] arregle el asunto en sí
        [amends] compense
        [keep-promise] cumpla lo prometido
        [follow-up] pregunte si ya está bien
       *[other] { $step }
    }.
case-root-cause-absent = Anote por qué ocurrió.
case-action-absent = Anote qué hacemos para que no se repita.
case-amends-without-amount = Una compensación se anota con lo que se dio. Deje vacío el importe si no cuesta nada.
case-above-authority = Es más de lo que se puede dar sin un gestor: quedan { $left }. Dé menos, o pida a un gestor que lo anote.
case-level-not-higher = El caso ya está en el nivel { $level }. Solo puede subir.
case-level-too-high = El nivel { $level } es el más alto, así que el caso no puede subir más. Hable con quien responde allí.
case-problem-unnamed = Diga qué problema es. Elija uno, o anote uno nuevo.
case-problem-twice = El caso ya está unido a este problema.
case-too-early = El cliente puede responder todavía hasta el { $until }. Solo entonces se puede cerrar el caso sin respuesta.
case-came-back-already = Ya está anotado que el cliente volvió.
playbook-syntax = Esto no es TOML: { $message }. Corrija la línea; a menudo falta una comilla o un corchete.
playbook-empty-file = Aquí no hay nada. Empiece con una guía que viene con Rater y cámbiela.
playbook-wrong-format = Debe decir format = "rater.playbook/1", y dice «{ $found }». Corríjalo, o empiece con una guía que viene con Rater.
playbook-missing-key = Falta la clave { $key }. Añádala.
playbook-unknown-key = La clave { $key } no significa nada aquí. Se conocen: { $known }. Corríjala o quítela.
playbook-wrong-type = Aquí se espera otra cosa: { $expected ->
        [text] un texto entre comillas
        [whole] un número entero
        [truth] true o false
        [list] una lista entre corchetes
        [table] una tabla
       *[other] { $expected }
    }.
playbook-unknown-word = «{ $found }» no es ninguna de las palabras que pueden ir aquí: { $known }. Elija una de ellas.
playbook-empty = Esto está vacío. Escriba algo, o quítelo.
playbook-control-character = Hay un carácter que no se ve. Escriba el texto de nuevo.
playbook-bad-id = El id «{ $id }» tiene otros signos que letras minúsculas, cifras y guiones. Cámbielo por algo como queja-propia.
playbook-missing-language = Le faltan estos idiomas: { $languages }. Añádalos, o quítelos de languages al principio.
playbook-undeclared-language = El idioma { $language } no está declarado al principio ({ $known }). Añádalo a languages, o quite esto.
playbook-outside = El número debe estar entre { $min } y { $max }. Cámbielo.
playbook-step-absent = Falta el paso { $step }. Añádalo; cada caso pasa por los siete.
playbook-step-twice = El paso { $step } aparece dos veces. Quite uno.
playbook-due-too-early = Este paso vencería antes que { $before }, que tiene { $minutes } minutos. Déle al menos otros tantos, o póngalo antes.
playbook-escalation = Los tiempos deben ir subiendo, y puede haber { $most } como máximo. Corríjalos.
playbook-severity-absent = No se ofrece nada para un daño del tipo { $severity }. Añada una oferta, aunque no cueste nada.
playbook-out-of-proportion = Para un daño { $lesser }, que es menor, se puede dar el { $percent } %. Permita aquí al menos lo mismo.
playbook-avoided-words = Una frase en { $language } dice «{ $words }», y { $other } dice que se evite. Dígalo de otra manera.

## Comments
store-comment-empty = No tiene palabras. Escriba lo que se dijo.
store-comment-long = El comentario es demasiado largo. Use como máximo { $most } caracteres.
store-comment-clauses = Las frases no encajan con las palabras del comentario. Léalo de nuevo y envíelo otra vez.
store-comment-labels = Estas etiquetas no van juntas: una queja es defraudada, un elogio es cumplido o superado. Elija otra vez.
store-cue-unfit = Estas palabras no sirven: de una a unas pocas, de no más de 120 caracteres, y no más de 2.000 en total.

## Práctica
store-practice-empty = No tiene palabras. Escriba al menos una.
store-thanks-self = Aquí no puede darse las gracias a sí mismo. Elija a un colega.
store-thanks-nobody = Elija a quién da las gracias.
