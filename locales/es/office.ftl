# office: personas, equipos, la cuenta propia, tokens, webhooks y el registro de auditoría.

## Común
office-save = Guardar
office-copy = Copiar
office-copy-link = Copiar el enlace
office-copied = Copiado
office-print = Imprimir
office-older = Entradas anteriores
office-prove-title = Su contraseña, por favor
office-prove-lead = Va a cambiar algo que podría dar acceso a alguien o quitárselo. Demuestre que es usted.
office-prove-go = Continuar
office-prove-wrong = Esta no es su contraseña. Inténtelo de nuevo.
office-prove-first = Antes de cambiar esto, escriba su contraseña una vez más.
office-prove-link = Escribir la contraseña

## Roles
office-role-owner = Propietario
office-role-owner-may = personas, ajustes, tokens y todo lo demás
office-role-manager = Gestor
office-role-manager-may = encuestas, invitaciones, informes y exportaciones
office-role-agent = Agente
office-role-agent-may = resultados y comentarios
office-role-viewer = Lector
office-role-viewer-may = solo resultados

## Personas
office-people-title = Personas
office-people-lead = Quién trabaja con sus encuestas y qué puede hacer cada cual. Lo que cambie aquí vale desde el siguiente clic.
office-members = Miembros
office-you = (usted)
office-has-factor = segundo factor
office-suspended = suspendido
office-member-change = Cambiar
office-member-since = Miembro desde el
office-role = Rol
office-role-save = Guardar rol y equipo
office-team = Equipo
office-team-all = Todos los equipos
office-member-signout = Cerrar todas sus sesiones
office-member-suspend = Suspender
office-member-resume = Volver a admitir
office-member-remove = Quitar
office-member-remove-ask = ¿Quitar a { $name }? Los tokens que creó dejan de funcionar de inmediato.
office-invite = Invitar a alguien
office-invite-lead = Recibirá un enlace que funciona una sola vez, durante siete días. Solo usted lo ve.
office-invite-mail = Enviar el enlace también por correo
office-invite-go = Crear el enlace
office-invited = El enlace para { $email } está listo.
office-invited-by-mail = El enlace para { $email } está listo y ya va en camino por correo.
office-invited-help = Solo se muestra ahora. Cópielo y envíelo a esta persona, y a nadie más.
office-pending = Invitados que aún no están
office-pending-until = válida hasta el
office-withdraw = Retirar
office-teams = Equipos
office-teams-lead = Quien pertenece a un equipo solo ve las encuestas de ese equipo.
office-team-name = Nombre del equipo
office-team-rename = Renombrar
office-team-delete = Borrar
office-team-new = Equipo nuevo
office-team-go = Añadir el equipo

## Invitación
office-invitation-subject = { $name } le invita a { $organisation } en Rater
office-invitation-text =
    Hola:

    { $name } le invita a trabajar con las encuestas de { $organisation }. Abra este enlace para aceptar. Funciona una sola vez, durante siete días:

    { $link }

    Si no esperaba este correo, no haga nada: mientras no se use el enlace, no pasa nada.
office-join-title = Unirse a { $organisation }
office-join-lead = Le han invitado a { $organisation }. Su rol: { $role }.
office-join-as = Se une con la cuenta
office-join-has-account = Ya hay una cuenta con esta dirección:
office-join-signin = Iniciar sesión y unirse
office-join-go = Unirse

## Cuenta
office-account-title = Su cuenta
office-account-you = Usted
office-password = Contraseña
office-password-lead = Una contraseña nueva cierra su sesión en todos los demás dispositivos.
office-password-new = Contraseña nueva
office-password-go = Cambiar la contraseña
office-factor = Segundo factor
office-factor-owner = Como propietario puede verlo y cambiarlo todo. Active un segundo factor, para que una contraseña robada no baste.
office-factor-on = Al iniciar sesión se pide un código de su aplicación de autenticación.
office-factor-off = Con un segundo factor, una contraseña robada no basta para entrar en su nombre. Necesita una aplicación de autenticación en el teléfono.
office-factor-codes-left = { $count ->
        [0] No queda ningún código de recuperación: cree nuevos.
        [one] Queda un código de recuperación.
       *[other] Quedan { $count-written } códigos de recuperación.
    }
office-factor-begin = Activar un segundo factor
office-factor-remove = Quitar el segundo factor
office-factor-remove-ask = ¿Quitar el segundo factor? Después bastará la contraseña para entrar.
office-factor-title = Activar un segundo factor
office-factor-lead = Escanee esta imagen con su aplicación de autenticación. En este mismo teléfono, toque la imagen.
office-factor-picture = Código QR para su aplicación de autenticación
office-factor-secret = O escriba esta clave a mano:
office-factor-code = Los seis dígitos que muestra la aplicación
office-factor-confirm = Confirmar
office-factor-cancel = Ahora no
office-codes-title = Sus códigos de recuperación
office-codes-lead = Cada código sirve para entrar una vez si pierde el teléfono. Solo se muestran ahora: imprímalos o guárdelos en un gestor de contraseñas.
office-codes-renew = Códigos de recuperación nuevos
office-codes-renew-ask = ¿Crear códigos de recuperación nuevos? Los anteriores dejan de valer.
office-codes-done = Ya los he guardado
office-sessions = Dispositivos
office-sessions-lead = ¿Dejó la sesión abierta en algún ordenador? Esto cierra todas sus sesiones, también la que usa ahora.
office-sessions-end = Cerrar todas las sesiones
office-others = Otras organizaciones
office-others-go = Ir allí

## Ajustes
office-settings-title = Ajustes
office-tab-organisation = Organización
office-tab-tokens = Tokens
office-tab-webhooks = Webhooks
office-tab-audit = Auditoría
office-organisation = Su organización
office-organisation-name = Nombre
office-organisation-language-help = El idioma con que empiezan las encuestas nuevas. Para estas páginas, cada persona elige el suyo.
office-data = Sus datos
office-data-lead = Los datos son suyos. Puede llevárselos cuando quiera, en formatos que leen otros programas.
office-data-surveys = Respuestas e informes en CSV, Excel, SPSS o JSON: en la página de cada encuesta.
office-data-surveys-go = Ir a las encuestas
office-data-everything = Todo de una vez: quien lleva el servidor lo para y escribe esto en la línea de órdenes.

## Tokens
office-tokens-title = Tokens para programas
office-tokens-lead = Con un token, un programa trabaja con sus encuestas a través de la API. Nunca puede hacer más que la persona que lo creó.
office-token-fresh = Este es el token. Solo se muestra ahora: guárdelo donde lo encuentre su programa.
office-tokens-list = Tokens
office-tokens-none = Todavía no hay ningún token.
office-token-good = válido
office-token-over = caducado
office-token-revoked = revocado
office-token-made = Creado el
office-token-until = válido hasta el
office-token-used = último uso:
office-token-never-used = nunca
office-token-revoke = Revocar
office-token-revoke-ask = ¿Revocar este token? El programa que lo usa deja de funcionar de inmediato.
office-token-create = Crear un token
office-token-name = ¿Para qué es?
office-token-name-help = Por ejemplo, el nombre del programa. Así lo reconocerá más adelante.
office-token-scopes = ¿Qué puede hacer?
office-token-read = leer
office-token-write = cambiar
office-area-surveys = Encuestas, oleadas, invitaciones
office-area-answers = Respuestas una a una
office-area-results = Resultados e informes
office-area-service = Clientes, promesas, momentos, recuperación
office-area-organisation = Personas y ajustes
office-token-days = ¿Por cuántos días?
office-token-go = Crear el token

## Webhooks
office-webhooks-title = Webhooks
office-webhooks-lead = Rater avisa enseguida a otro programa cuando pasa algo. Lo que envía dice de qué encuesta se trata, nunca qué se respondió, y va firmado según la especificación Standard Webhooks.
office-webhook-fresh = Esta es la clave para comprobar las firmas. Solo se muestra ahora.
office-webhooks-list = Webhooks
office-webhooks-none = Todavía no hay ningún webhook.
office-webhook-on = activo
office-webhook-off = inactivo desde el { $time }
office-webhook-off-gone = inactivo desde el { $time }: el receptor dijo que ya no existe
office-webhook-off-failing = inactivo desde el { $time }: llevaba cinco días fallando
office-webhook-failing = falla desde el { $time }
office-webhook-since = desde el
office-webhook-rotate = Clave nueva
office-webhook-disable = Desactivar
office-webhook-enable = Activar
office-webhook-delete = Borrar
office-webhook-delete-ask = ¿Borrar el webhook hacia { $url }? Lo que aún no se le ha enviado se pierde.
office-webhook-create = Añadir un webhook
office-webhook-url = Dirección
office-webhook-events = Avisarle cuando
office-webhook-go = Añadir el webhook
office-event-answer-received = alguien responde
office-event-wave-opened = se abre una oleada
office-event-wave-closed = se cierra una oleada
office-event-promise-due-soon = una promesa vence pronto
office-event-promise-kept = se cumple una promesa
office-event-promise-broken = se incumple una promesa
office-event-promise-late = una promesa incumplida sigue sin hacerse
office-event-case-opened = se abre un caso de recuperación
office-event-case-escalated = un caso de recuperación sube un nivel
office-event-case-closed = se cierra un caso de recuperación
office-event-comment-received = llega un comentario
office-event-mail = correo
office-deliveries = Últimos envíos
office-deliveries-none = Todavía no se ha enviado nada.
office-delivery-event = Qué
office-delivery-at = Cuándo
office-delivery-state = Cómo fue
office-delivery-tries = Intentos
office-delivery-replay = Enviar de nuevo
office-delivery-delivered = entregado
office-delivery-given-up = abandonado
office-delivery-waiting = en espera
office-delivery-held = espera a que se active el webhook
office-delivery-again = próximo intento: { $time }
office-reason-status = El receptor respondió con el estado { $status }.
office-reason-slow = El receptor tardó demasiado.
office-reason-connection = No se pudo establecer la conexión, o se cortó.
office-reason-certificate = El certificado del receptor no es válido, o no cifra la conexión.
office-reason-reply = No se entendió la respuesta del receptor.
office-reason-unknown = No se conoce el nombre del receptor.
office-reason-inward = La dirección lleva a una red privada. Los webhooks solo van a direcciones públicas.
office-reason-address = Esta dirección no se puede usar.
office-reason-gone = El receptor dijo que ya no existe.
office-reason-no-server = No hay ningún servidor de correo configurado.

## Registro de auditoría
office-audit-title = Registro de auditoría
office-audit-lead = Quién cambió qué, y cuándo. Solo se pueden añadir entradas; cada una está ligada a la anterior.
office-audit-check = Comprobar todo el registro
office-audit-check-help = Se lee cada entrada y se compara con la anterior.
office-audit-sound = { $count ->
        [one] La cadena está entera: una entrada, sin cambios ni supresiones.
       *[other] La cadena está entera: { $count-written } entradas, ninguna cambiada ni suprimida.
    }
office-audit-missing = La cadena está rota: falta la entrada { $sequence }.
office-audit-changed = La cadena está rota: la entrada { $sequence } no es la que se escribió.
office-audit-cut-off = La cadena está rota: termina antes de la entrada { $sequence }.
office-audit-head = Anótelo de vez en cuando fuera de este servidor: más tarde mostrará si se cortaron entradas al final.
office-audit-entries = Entradas
office-audit-sequence = N.º
office-audit-at = Cuándo
office-audit-actor = Quién
office-audit-action = Qué
office-audit-object = Sobre qué
office-actor-operator = el operador
office-actor-link = alguien con un enlace
office-actor-stranger = alguien al iniciar sesión
office-actor-former = un antiguo miembro o token
